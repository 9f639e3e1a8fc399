package dev.freehold.server.http;

/** The audience of tokens for the REST API. It is the same on every server and port. */
public final class ApiAudience {

  /** The {@code aud} claim. */
  public static final String RESOURCE = "api://freehold";

  /** The scope to ask the token endpoint for. */
  public static final String SCOPE = RESOURCE + "/.default";

  private ApiAudience() {}
}
