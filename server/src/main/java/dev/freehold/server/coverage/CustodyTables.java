package dev.freehold.server.coverage;

import java.util.List;

/**
 * The coverage rules of custody's tables that belong to no single feature: keys, and seals of rows.
 */
public final class CustodyTables {

  private CustodyTables() {}

  /** Keys of mailboxes and sites, and which availability keys there were. */
  public static List<TableRule> keys() {
    return List.of(
        TableRule.of("owner_keys")
            .ids("id tenant_id policy_id owner_id retired_by")
            .numbers("generation revision created_at")
            .states("state")
            .wrapped(Key.POLICY, "wrapped_key")
            .hashed("commitment", "key_commitment"),
        TableRule.of("key_owners")
            .sealedRow()
            .ids("id tenant_id geo_id ordered_policy_id owner_key_id purge_id")
            .states("kind")
            .numbers("created_at"),
        TableRule.of("confirmed_availability").ids("availability_id").numbers("slot changes"),
        TableRule.of("availability_losses").ids("policy_id lost_id").numbers("accepted_at"));
  }

  /** The database of availability keys, with the service's own roots. */
  public static List<TableRule> availability() {
    return List.of(
        TableRule.of("availability_keys")
            .ids("id tenant_id policy_id")
            .sealed(Key.SERVICE_MASTER, "sealed_key")
            .numbers("created_at"),
        TableRule.of("availability_identity").ids("id").numbers("slot changes"),
        TableRule.of("incoming_availability").ids("id").numbers("slot changes"),
        TableRule.of("ended_policies").ids("policy_id tenant_id").numbers("ended_at"),
        TableRule.of("sealed_kinds").states("kind").numbers("sealed_at"),
        TableRule.of("row_versions")
            .ids("row_id")
            .states("kind")
            .numbers("pending confirmed confirmed_at"),
        TableRule.of("refused_rows")
            .ids("row_id")
            .states("kind")
            .hashed("state of a row", "state")
            .numbers("first_at"),
        TableRule.of("row_acceptances")
            .ids("row_id")
            .states("kind side")
            .names("accepted_by")
            .sealedRow()
            .numbers("accepted_at"),
        TableRule.of("service_roots")
            .ids("id")
            .numbers("slot created_at")
            .sealed(Key.SERVICE_MASTER, "sealed_private_key"));
  }
}
