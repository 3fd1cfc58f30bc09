"""`python -m benchmarks [--quick] [--sample FOLDER]`: one line a capability."""

if (
    __name__ == "__main__"
):  # a process that measures imports this module too: it must not hold what others need
    from benchmarks.lines import main

    main()
