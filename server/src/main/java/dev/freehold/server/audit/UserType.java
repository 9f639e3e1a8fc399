package dev.freehold.server.audit;

/** Who acted, in the numbers of the published schema of audit records. */
enum UserType {
  /** A person without an administrator's role, or nobody known. */
  REGULAR(0),
  /** A person with a role; also one who is gone by now. */
  ADMIN(2),
  /** The operator of the server. */
  DATACENTER_ADMIN(3),
  /** The service's own work. */
  SYSTEM(4),
  /** A program of the tenant's. */
  APPLICATION(5),
  /** A part of the service that acts under its own name. */
  SERVICE_PRINCIPAL(6);

  private final int number;

  UserType(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
