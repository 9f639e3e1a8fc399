package dev.freehold.custody.tokens;

import java.util.UUID;

/**
 * The client id of people. Programs on their machines cannot keep a secret, so the client id that
 * one of them sends proves nothing, and tokens of people always name this one.
 */
public final class PublicClient {

  /** The {@code appid} of every token of a person, the same in every tenant. */
  public static final UUID APP_ID = UUID.fromString("429f2e68-0bfe-46a8-9a56-04097d45937f");

  /** The name under which people see it. */
  public static final String DISPLAY_NAME = "Freehold shell";

  /**
   * The client id by which the web console sends people to sign in. Only the console exchanges its
   * codes, inside of the server; it gets no tokens for them.
   */
  public static final UUID CONSOLE_APP_ID = UUID.fromString("7d0c1f5b-93a4-4a8e-8f56-2b6d9c03e714");

  /** The name under which people see the web console. */
  public static final String CONSOLE_DISPLAY_NAME = "Freehold console";

  /** Where the web console takes its codes, below the address of the API. */
  public static final String CONSOLE_REDIRECT_PATH = "/console/signed-in";

  private PublicClient() {}
}
