"""Tables of the Standard Safeguarding Dataset that are not read, with the reason."""

from __future__ import annotations

NOT_READ: dict[str, str] = {
    "ssd_cla_convictions": "Yearly health outcomes come from the SSDA903 return.",
    "ssd_cla_substance_misuse": "Yearly health outcomes come from the SSDA903 return.",
    "ssd_send": "No measure needs it; most councils' scripts leave it as a placeholder.",
    "ssd_ehcp_named_plan": "No measure needs it; most councils' scripts leave it as a placeholder.",
    "ssd_ehcp_active_plans": "No measure needs it; most councils' scripts leave it as a placeholder.",
    "ssd_sen_need": "No measure needs it; most councils' scripts leave it as a placeholder.",
    "ssd_ehcp_requests": "No measure needs it; most councils' scripts leave it as a placeholder.",
    "ssd_ehcp_assessment": "No measure needs it; most councils' scripts leave it as a placeholder.",
    "ssd_linked_identifiers": "Other identifiers are not read.",
    "ssd_voice_of_child": "A draft object of the standard.",
    "ssd_s251_finance": "A placeholder object of the standard.",
    "ssd_version_log": "Administration of the dataset itself.",
    "ssd_api_data_staging": "Administration of the dataset itself.",
}
