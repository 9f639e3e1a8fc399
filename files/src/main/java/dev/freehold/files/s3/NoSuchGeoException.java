package dev.freehold.files.s3;

/** The location that a new bucket shall have is not a geo of the tenant. */
public final class NoSuchGeoException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** States that. */
  public NoSuchGeoException() {
    super("the location constraint is not the code of one of the tenant's geos");
  }
}
