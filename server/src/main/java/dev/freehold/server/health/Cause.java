package dev.freehold.server.health;

import dev.freehold.web.http.Readiness;

/**
 * Why a process is not as it should be, where it knows. Only what makes requests fail that another
 * server could serve, or all requests, makes it unready: a tenant never can, with its vaults or
 * otherwise. {@code docs/operate/monitoring.md} has the table for operators.
 */
public enum Cause {
  /** A vault of a policy refuses its key. It is the tenant's will, and nobody else is to act. */
  ROOT_REFUSED("root-refused", Readiness.READY),
  /** A vault of a policy does not answer; the other one does. */
  ROOT_SILENT("root-silent", Readiness.DEGRADED),
  /** Neither vault of a policy answers. */
  ROOTS_SILENT("roots-silent", Readiness.DEGRADED),
  /** The ledger takes no entry: what is read with keys that are held is still read. */
  LEDGER_NOT_WRITABLE("ledger-not-writable", Readiness.DEGRADED),
  /** No space is left; what is stored is still read. */
  DISK_FULL("disk-full", Readiness.DEGRADED),
  /** The availability database does not answer, so no policy's row can be relied on. */
  AVAILABILITY_DATABASE_DOWN("availability-database-down", Readiness.UNREADY),
  /** Nothing can be read from or written to where blobs are. */
  BLOB_STORE_DOWN("blob-store-down", Readiness.UNREADY),
  /** The database does not answer, so nothing works. */
  DATABASE_DOWN("database-down", Readiness.UNREADY);

  private final String code;
  private final Readiness readiness;

  Cause(String code, Readiness readiness) {
    this.code = code;
    this.readiness = readiness;
  }

  /** The stable code. */
  public String code() {
    return code;
  }

  /** How the process is while this lasts, as far as it alone goes. */
  public Readiness readiness() {
    return readiness;
  }
}
