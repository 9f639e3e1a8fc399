package dev.freehold.server.features;

import dev.freehold.custody.identity.Role;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.server.http.Admission;
import java.util.EnumSet;

/** Sets of roles for routes, shared by several features. */
public final class Admissions {

  /** Everybody, without a token. */
  public static final Admission ANYONE = Admission.ofAnyone();

  /** The operators of the server. */
  public static final Admission OPERATOR = Admission.current(Role.OPERATOR);

  /** Global administrators. */
  public static final Admission ADMIN = Admission.current(Role.GLOBAL_ADMIN);

  /** Administrators of mail. */
  public static final Admission EXCHANGE =
      Admission.current(Role.GLOBAL_ADMIN, Role.EXCHANGE_ADMIN);

  /** Administrators of sites. */
  public static final Admission SHAREPOINT =
      Admission.current(Role.GLOBAL_ADMIN, Role.SHAREPOINT_ADMIN);

  /** Administrators of compliance. */
  public static final Admission COMPLIANCE =
      Admission.current(Role.GLOBAL_ADMIN, Role.COMPLIANCE_ADMIN);

  /** Administrators of any kind. */
  public static final Admission ADMINISTRATORS =
      Admission.current(
          Role.GLOBAL_ADMIN, Role.EXCHANGE_ADMIN, Role.SHAREPOINT_ADMIN, Role.COMPLIANCE_ADMIN);

  /** Who may see how mail is administered. */
  public static final Admission READERS =
      Admission.current(
          Role.GLOBAL_ADMIN, Role.EXCHANGE_ADMIN, Role.COMPLIANCE_ADMIN, Role.AUDITOR);

  /** Who may see how mail or sites are administered. */
  public static final Admission ALL_READERS =
      Admission.current(
          Role.GLOBAL_ADMIN,
          Role.EXCHANGE_ADMIN,
          Role.SHAREPOINT_ADMIN,
          Role.COMPLIANCE_ADMIN,
          Role.AUDITOR);

  /** All of them, and the approver: who may see what several persons decide on. */
  public static final Admission CONCERNED =
      Admission.current(
          Role.GLOBAL_ADMIN,
          Role.EXCHANGE_ADMIN,
          Role.SHAREPOINT_ADMIN,
          Role.COMPLIANCE_ADMIN,
          Role.AUDITOR,
          Role.APPROVER);

  /** Who may decide for a whole tenant. */
  public static final Admission APPROVERS = Admission.current(Role.GLOBAL_ADMIN, Role.APPROVER);

  /**
   * Who may look through a tenant's people and groups: everybody who has a role but the operator.
   */
  public static final Admission DIRECTORY =
      Admission.current(EnumSet.complementOf(EnumSet.of(Role.OPERATOR)));

  /** Anyone who has a token, the operator too, who is a member of a tenant as well. */
  public static final Admission SIGNED_IN =
      Admission.current(EnumSet.allOf(Role.class)).andPlainUsers();

  /** Everybody but the operator, who sees nothing of what tenants have. */
  public static final Admission MEMBERS =
      Admission.current(EnumSet.complementOf(EnumSet.of(Role.OPERATOR))).andPlainUsers();

  private Admissions() {}

  /** Who administers what lies under policies of a kind, besides global administrators. */
  public static Role administratorOf(PolicyKind kind) {
    return switch (kind) {
      case MAILBOX -> Role.EXCHANGE_ADMIN;
      case MULTI_WORKLOAD -> Role.COMPLIANCE_ADMIN;
      case FILE -> Role.SHAREPOINT_ADMIN;
      case SERVICE_MANAGED -> Role.GLOBAL_ADMIN;
    };
  }
}
