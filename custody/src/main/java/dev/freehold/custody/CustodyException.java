package dev.freehold.custody;

/** An act of custody was refused or failed. The message is safe to show to the one who asked. */
public final class CustodyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final CustodyError error;

  /** States that {@code error} happened, with what was expected and what to do. */
  public CustodyException(CustodyError error, String message) {
    super(message);
    this.error = error;
  }

  /** The same, with the cause. */
  public CustodyException(CustodyError error, String message, Throwable cause) {
    super(message, cause);
    this.error = error;
  }

  /** {@code TENANT_NOT_FOUND}. */
  public static CustodyException tenantNotFound() {
    return new CustodyException(
        CustodyError.TENANT_NOT_FOUND, "no such tenant; check the tenant's GUID");
  }

  /** {@code POLICY_NOT_FOUND}; says the same of another tenant's policy. */
  public static CustodyException policyNotFound() {
    return new CustodyException(
        CustodyError.POLICY_NOT_FOUND, "the tenant has no such policy; check its name or GUID");
  }

  /** {@code GEO_NOT_FOUND}; says the same of another tenant's geo. */
  public static CustodyException geoNotFound() {
    return new CustodyException(
        CustodyError.GEO_NOT_FOUND, "the tenant has no such geo; list its geos");
  }

  /** The kind of failure, for decisions in code. */
  public CustodyError error() {
    return error;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return error.code();
  }
}
