"""Local registers: what councils keep beside their case system, one file or sheet a register."""
