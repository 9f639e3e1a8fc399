package dev.freehold.custody;

import java.time.Duration;

/** The bounds of everything that enters this module, in one place. */
public final class CustodyLimits {

  /** A part of a key bundle, in bytes. */
  public static final int MAX_BUNDLE_PART_BYTES = 64 * 1024;

  /** A pack of owner keys in a key bundle, in bytes. */
  public static final int MAX_BUNDLE_PACK_BYTES = 4 * 1024 * 1024;

  /** Policies of one tenant that were not purged (customer-key reference, 9.3). */
  public static final int MAX_POLICIES_PER_TENANT = 50;

  /** Geos of one tenant. */
  public static final int MAX_GEOS_PER_TENANT = 100;

  /** Names of tenants, identities and policies, in characters. */
  public static final int MAX_NAME_CHARS = 128;

  /** A policy's description, in characters. */
  public static final int MAX_DESCRIPTION_CHARS = 512;

  /** A key's URI, in characters. */
  public static final int MAX_KEY_URI_CHARS = 512;

  /** Rows that one listing gives. */
  public static final int MAX_PAGE_ROWS = 1000;

  /** A bearer token, in characters. */
  public static final int MAX_TOKEN_CHARS = 8 * 1024;

  /** The resource that a token is asked for, in characters. */
  public static final int MAX_AUDIENCE_CHARS = 256;

  /** A client secret as presented, in characters; ours have 43. */
  public static final int MAX_CLIENT_SECRET_CHARS = 256;

  /** How long a client secret that was replaced may stay good. */
  public static final Duration MAX_SECRET_OVERLAP = Duration.ofDays(7);

  /** How old a key becomes that signs tokens, before the next takes its place by itself. */
  public static final Duration SIGNING_KEY_AGE = Duration.ofDays(30);

  /** How often the signing keys that other nodes may have made are looked for. */
  public static final Duration SIGNING_KEYS_REREAD = Duration.ofMinutes(1);

  /** The shortest life that a token can be given. */
  public static final Duration MIN_TOKEN_LIFETIME = Duration.ofMinutes(1);

  /** The longest life that a token can be given. */
  public static final Duration MAX_TOKEN_LIFETIME = Duration.ofHours(1);

  /** How far two machines' clocks may differ before a token is refused. */
  public static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);

  /** The shortest lease of an unwrapped key. */
  public static final Duration MIN_LEASE = Duration.ofSeconds(1);

  /** The longest lease of an unwrapped key. */
  public static final Duration MAX_LEASE = Duration.ofMinutes(15);

  /** The shortest time that one call to a vault may be given. */
  public static final Duration MIN_VAULT_CALL = Duration.ofMillis(50);

  /** The longest time that one call to a vault may be given. */
  public static final Duration MAX_VAULT_CALL = Duration.ofSeconds(30);

  private CustodyLimits() {}
}
