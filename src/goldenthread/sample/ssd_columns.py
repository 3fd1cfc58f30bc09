"""The columns of the Standard Safeguarding Dataset, and where each comes from in the canonical tables.

Form: `ssd_table: (canonical table, [(ssd column, source)])`. A source is a canonical column, `=text` for
a constant, `column:form` for a value written in the standard's own form (see write_ssd.FORMS), or empty
for a column that this sample leaves blank.
"""

from __future__ import annotations

Columns = list[tuple[str, str]]


def columns(prefix: str, text: str) -> Columns:
    """Columns from 'name source, name source'; `name` alone is blank."""
    found: Columns = []
    for part in text.split(","):
        words = part.split()
        found.append((prefix + words[0], words[1] if len(words) > 1 else ""))
    return found


SSD: dict[str, tuple[str, Columns]] = {
    "ssd_person": (
        "persons",
        columns(
            "pers_",
            """
        legacy_id, person_id person_id, upn upn, forename =SYNTHETIC, surname =SYNTHETIC, sex sex,
        gender gender, ethnicity ethnicity, dob dob, common_child_id, upn_unknown upn_unknown,
        send_flag has_ehcp:yes_only,
        expected_dob expected_dob, death_date death_date, is_mother is_mother, nationality nationality""",
        ),
    ),
    "ssd_family": (
        "person_relationships",
        columns(
            "fami_",
            """
        table_id relation_id, family_id family_id, person_id person_id""",
        ),
    ),
    "ssd_address": (
        "addresses",
        columns(
            "addr_",
            """
        table_id address_id, person_id person_id, address_type address_type, address_start_date start_date,
        address_end_date end_date, address_postcode postcode, address_json""",
        ),
    ),
    "ssd_disability": (
        "disabilities",
        columns(
            "disa_",
            """
        table_id :row, person_id person_id, disability_code disability""",
        ),
    ),
    "ssd_immigration_status": (
        "immigration_statuses",
        columns(
            "immi_",
            """
        immigration_status_id immigration_id, person_id person_id, immigration_status_start_date start_date,
        immigration_status_end_date end_date, immigration_status status:immigration""",
        ),
    ),
    "ssd_legal_status": (
        "legal_statuses",
        columns(
            "lega_",
            """
        legal_status_id legal_status_id, person_id person_id, legal_status legal_status,
        legal_status_start_date start_date, legal_status_end_date end_date""",
        ),
    ),
    "ssd_contacts": (
        "contacts",
        columns(
            "cont_",
            """
        contact_id contact_id, person_id person_id, contact_date contact_date, contact_source_code source,
        contact_source_desc source:source, contact_outcome_json outcome:contact""",
        ),
    ),
    "ssd_early_help_episodes": (
        "early_help_episodes",
        columns(
            "earl_",
            """
        episode_id episode_id, person_id person_id, episode_start_date start_date, episode_end_date end_date,
        episode_reason reason, episode_end_reason end_reason, episode_organisation lead_organisation,
        episode_worker_id worker_id""",
        ),
    ),
    "ssd_cin_episodes": (
        "referrals",
        columns(
            "cine_",
            """
        referral_id referral_id, person_id person_id, referral_date referral_date,
        cin_primary_need_code primary_need, referral_source_code source, referral_source_desc source:source,
        referral_outcome_json outcome:referral, referral_nfa nfa, close_reason closure_reason,
        close_date closure_date, referral_team team_id, referral_worker_id worker_id""",
        ),
    ),
    "ssd_cin_assessments": (
        "assessments",
        columns(
            "cina_",
            """
        assessment_id assessment_id, person_id person_id, referral_id referral_id,
        assessment_start_date start_date, assessment_child_seen child_seen,
        assessment_auth_date authorised_date,
        assessment_outcome_json outcome:assessment, assessment_outcome_nfa outcome_nfa,
        assessment_team team_id, assessment_worker_id worker_id""",
        ),
    ),
    "ssd_assessment_factors": (
        "assessment_factors",
        columns(
            "cinf_",
            """
        table_id :row, assessment_id assessment_id, assessment_factors_json factors:list""",
        ),
    ),
    "ssd_cin_plans": (
        "cin_plans",
        columns(
            "cinp_",
            """
        cin_plan_id cin_plan_id, referral_id referral_id, person_id person_id, cin_plan_start_date start_date,
        cin_plan_end_date end_date, cin_plan_team team_id, cin_plan_worker_id worker_id""",
        ),
    ),
    "ssd_cin_visits": (
        "visits=cin",
        columns(
            "cinv_",
            """
        cin_visit_id visit_id, person_id person_id, cin_visit_date visit_date, cin_visit_seen child_seen,
        cin_visit_seen_alone seen_alone, cin_visit_bedroom bedroom_seen""",
        ),
    ),
    "ssd_s47_enquiry": (
        "s47_enquiries",
        columns(
            "s47e_",
            """
        s47_enquiry_id s47_id:shared, referral_id referral_id, person_id person_id, s47_start_date start_date,
        s47_end_date end_date, s47_nfa icpc_not_required, s47_outcome_json outcome:s47,
        s47_completed_by_team team_id, s47_completed_by_worker_id worker_id""",
        ),
    ),
    "ssd_initial_cp_conference": (
        "icpcs",
        columns(
            "icpc_",
            """
        icpc_id icpc_id, icpc_meeting_id meeting_id, s47_enquiry_id s47_id:shared, person_id person_id,
        cp_plan_id cp_plan_id, referral_id referral_id, icpc_transfer_in is_transfer_in,
        icpc_target_date target_date, icpc_date conference_date, icpc_outcome_cp_flag outcome_cp_plan,
        icpc_outcome_json outcome:icpc, icpc_team team_id, icpc_worker_id worker_id""",
        ),
    ),
    "ssd_cp_plans": (
        "cp_plans",
        columns(
            "cppl_",
            """
        cp_plan_id cp_plan_id, referral_id referral_id, icpc_id icpc_id, person_id person_id,
        cp_plan_start_date start_date, cp_plan_end_date end_date, cp_plan_ola is_ola,
        cp_plan_initial_category initial_category, cp_plan_latest_category latest_category""",
        ),
    ),
    "ssd_cp_visits": (
        "visits=cp",
        columns(
            "cppv_",
            """
        cp_visit_id visit_id, person_id person_id, cp_plan_id cp_plan_id, cp_visit_date visit_date,
        cp_visit_seen child_seen, cp_visit_seen_alone seen_alone, cp_visit_bedroom bedroom_seen""",
        ),
    ),
    "ssd_cp_reviews": (
        "cp_reviews",
        columns(
            "cppr_",
            """
        cp_review_id cp_review_id, person_id person_id, cp_plan_id cp_plan_id, cp_review_due due_date,
        cp_review_date review_date, cp_review_meeting_id meeting_id,
        cp_review_outcome_continue_cp continue_plan, cp_review_quorate quorate,
        cp_review_participation participation""",
        ),
    ),
    "ssd_cla_episodes": (
        "cla_episodes",
        columns(
            "clae_",
            """
        cla_episode_id episode_id, person_id person_id, cla_placement_id placement_id,
        cla_episode_start_date start_date, cla_episode_start_reason start_reason,
        cla_primary_need_code need, cla_episode_ceased_date end_date, cla_episode_ceased_reason end_reason,
        cla_id cla_period_id, referral_id referral_id, entered_care_date entered_care,
        cla_last_iro_contact_date last_iro_contact""",
        ),
    ),
    "ssd_cla_placement": (
        "placements",
        columns(
            "clap_",
            """
        cla_placement_id placement_id, cla_id cla_period_id, person_id person_id,
        cla_placement_start_date start_date, cla_placement_type place, cla_placement_urn urn,
        cla_placement_distance distance_miles, cla_placement_provider provider,
        cla_placement_postcode postcode, cla_placement_end_date end_date,
        cla_placement_change_reason move_reason""",
        ),
    ),
    "ssd_cla_reviews": (
        "cla_reviews",
        columns(
            "clar_",
            """
        cla_review_id cla_review_id, cla_id cla_period_id, cla_person_id person_id,
        cla_review_due_date due_date, cla_review_date review_date, cla_review_cancelled is_cancelled,
        cla_review_participation participation""",
        ),
    ),
    "ssd_cla_visits": (
        "visits=cla",
        columns(
            "clav_",
            """
        cla_visit_id visit_id, cla_id cla_period_id, person_id person_id, cla_visit_date visit_date,
        cla_visit_seen child_seen, cla_visit_seen_alone seen_alone""",
        ),
    ),
    "ssd_cla_health": (
        "cla_health",
        columns(
            "clah_",
            """
        health_check_id health_id, person_id person_id, health_check_type check_type:health,
        health_check_date check_date, health_check_status status:title""",
        ),
    ),
    "ssd_cla_immunisations": (
        "cla_health=immunisation",
        columns(
            "clai_",
            """
        person_id person_id, immunisations_status status:done, immunisations_status_date check_date""",
        ),
    ),
    "ssd_cla_care_plan": (
        "care_plans",
        columns(
            "lacp_",
            """
        table_id care_plan_id, person_id person_id, cla_care_plan_start_date start_date,
        cla_care_plan_end_date end_date, cla_care_plan_json plan_code:plan""",
        ),
    ),
    "ssd_sdq_scores": (
        "sdq_scores",
        columns(
            "csdq_",
            """
        table_id sdq_id, person_id person_id, sdq_completed_date completed_date, sdq_score score,
        sdq_reason no_score_reason""",
        ),
    ),
    "ssd_missing": (
        "missing_episodes",
        columns(
            "miss_",
            """
        table_id missing_id, person_id person_id, missing_episode_start_date start_date,
        missing_episode_type missing_type, missing_episode_end_date end_date, missing_rhi_offered rhi_offered,
        missing_rhi_accepted rhi_accepted""",
        ),
    ),
    "ssd_care_leavers": (
        "care_leavers",
        columns(
            "clea_",
            """
        table_id :row, person_id person_id, care_leaver_eligibility eligibility:title,
        care_leaver_in_touch in_touch, care_leaver_latest_contact latest_contact,
        care_leaver_accommodation accommodation, care_leaver_accom_suitable accommodation_suitable:suitable,
        care_leaver_activity activity, pathway_plan_review_date pathway_plan_date,
        care_leaver_personal_advisor personal_adviser, care_leaver_allocated_team team_id,
        care_leaver_worker_id worker_id""",
        ),
    ),
    "ssd_permanence": (
        "permanence",
        columns(
            "perm_",
            """
        table_id permanence_id, person_id person_id, cla_id cla_period_id, adm_decision_date decision_date,
        ffa_cp_decision_date ffa_decision_date, placement_order_date placement_order_date,
        placed_for_adoption_date placed_date, matched_date matched_date,
        adopted_by_carer_flag adopted_by_carer, placed_ffa_cp_date ffa_placed_date,
        decision_reversed_date reversed_date, placed_foster_carer_date foster_placed_date,
        part_of_sibling_group in_sibling_group, siblings_placed_together siblings_together,
        siblings_placed_apart siblings_apart, placement_provider_urn provider_urn,
        decision_reversed_reason reversed_reason, permanence_order_date order_date,
        permanence_order_type order_type, adoption_worker_id worker_id, adopter_sex adopter_sex,
        adopter_legal_status adopter_legal_status, number_of_adopters adopters""",
        ),
    ),
    "ssd_involvements": (
        "involvements",
        columns(
            "invo_",
            """
        involvements_id involvement_id, professional_id worker_id, professional_role_id role:role,
        professional_team team_id, person_id person_id, involvement_start_date start_date,
        involvement_end_date end_date, worker_change_reason change_reason, referral_id referral_id""",
        ),
    ),
    "ssd_professionals": (
        "workers",
        columns(
            "prof_",
            """
        professional_id worker_id, staff_id staff_id, professional_name =SYNTHETIC,
        social_worker_registration_no swe_number, agency_worker_flag is_agency,
        professional_job_title job_title, professional_caseload cases_30_sept,
        professional_department department, full_time_equivalency fte""",
        ),
    ),
    "ssd_department": (
        "teams",
        columns(
            "dept_",
            """
        team_id team_id, team_name name, team_parent_id parent_id, team_parent_name parent_name""",
        ),
    ),
}
