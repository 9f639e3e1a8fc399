package dev.freehold.vault.keys.plane;

import dev.freehold.vault.auth.TokenCaller;
import dev.freehold.vault.keys.KeyName;
import dev.freehold.vault.policy.AccessDecision;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.wire.AuditTrail;
import dev.freehold.vault.wire.WireError;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a known caller in or says why not, in the words of the vault's permission model.
 *
 * @param vault what the caller wants to use
 * @param caller who
 * @param remoteAddress from where
 */
record KeyAdmission(Vault vault, TokenCaller caller, String remoteAddress) {

  private static final String ASSIGNMENT_HEADER = "x-ms-keyvault-rbac-assignment-id";

  /**
   * Checks the address, then the permission.
   *
   * @param key the key that is named, if one is
   * @return headers that tell the caller by which grant
   * @throws WireError 403 if one of them forbids it
   */
  Map<String, String> require(KeyPermission permission, Optional<KeyName> key, AuditTrail trail) {
    requireAddress();
    AccessDecision decision = vault.access().decide(caller, permission, key.map(KeyName::folded));
    return switch (decision) {
      case AccessDecision.GrantedByPolicy any -> {
        trail.note("isAccessPolicyMatch", "true");
        yield Map.of();
      }
      case AccessDecision.GrantedByRole role -> {
        trail.note("isRbacAuthorized", "true");
        yield Map.of(ASSIGNMENT_HEADER, role.assignmentId().toString());
      }
      case AccessDecision.NoPolicy any -> {
        trail.note("isAccessPolicyMatch", "false");
        throw noPolicy(permission);
      }
      case AccessDecision.NoRole any -> {
        trail.note("isRbacAuthorized", "false");
        throw noRole(permission, key);
      }
    };
  }

  private void requireAddress() {
    switch (vault.settings().network().judge(remoteAddress)) {
      case ADMITTED -> {}
      case SHUT ->
          throw WireError.forbidden(
              "ForbiddenByConnection",
              "Public network access is disabled and request is not from a trusted service nor via"
                  + " an approved private link.\r\nCaller: %s\r\nVault: %s"
                      .formatted(caller.describe(), vault.describe()));
      case NOT_LISTED ->
          throw WireError.forbidden(
              "ForbiddenByFirewall",
              ("Client address is not authorized and caller is not a trusted service.\r\n"
                      + "Client address: %s\r\nCaller: %s\r\nVault: %s")
                  .formatted(remoteAddress, caller.describe(), vault.describe()));
    }
  }

  private WireError noPolicy(KeyPermission permission) {
    return WireError.forbidden(
        "AccessDenied",
        "The user, group or application '%s' does not have keys %s permission on key vault '%s'."
            .formatted(caller.describe(), permission.word(), vault.describe()));
  }

  private WireError noRole(KeyPermission permission, Optional<KeyName> key) {
    String resource =
        vault.resourceId().toLowerCase(Locale.ROOT)
            + key.map(name -> "/keys/" + name.folded()).orElse("");
    return WireError.forbidden(
        "ForbiddenByRbac",
        String.join(
            "\r\n",
            "Caller is not authorized to perform action on resource.",
            "If role assignments, deny assignments or role definitions were changed recently,"
                + " please observe propagation time.",
            "Caller: appid=%s;oid=%s;iss=%s"
                .formatted(caller.applicationId(), caller.objectId(), caller.issuer()),
            "Action: '%s'".formatted(permission.dataAction()),
            "Resource: '%s'".formatted(resource),
            "Assignment: (not found)",
            "DenyAssignmentId: null",
            "DecisionReason: null",
            "Vault: %s".formatted(vault.describe())));
  }
}
