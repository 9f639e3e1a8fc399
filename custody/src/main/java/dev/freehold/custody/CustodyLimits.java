package dev.freehold.custody;

import java.time.Duration;

/** The limits on everything that enters this module, in one place. */
public final class CustodyLimits {

  /** A part of a key bundle, in bytes. */
  public static final int MAX_BUNDLE_PART_BYTES = 64 * 1024;

  /** A pack of owner keys in a key bundle, in bytes. */
  public static final int MAX_BUNDLE_PACK_BYTES = 4 * 1024 * 1024;

  /** Policies of one tenant that were not purged. */
  public static final int MAX_POLICIES_PER_TENANT = 50;

  /** Geos of one tenant. */
  public static final int MAX_GEOS_PER_TENANT = 100;

  /** Names of tenants, identities and policies, in characters. */
  public static final int MAX_NAME_CHARS = 128;

  /** A policy's description, in characters. */
  public static final int MAX_DESCRIPTION_CHARS = 512;

  /** The reason of a request to purge, in characters. */
  public static final int MAX_PURGE_REASON_CHARS = 1_024;

  /** Whom to ask about a purge, in characters. */
  public static final int MAX_PURGE_CONTACT_CHARS = 256;

  /** How long ago the person who agrees to a purge may have signed in. */
  public static final Duration MAX_CONSENT_SIGN_IN_AGE = Duration.ofMinutes(15);

  /** The reason of a legal hold, in characters. */
  public static final int MAX_HOLD_REASON_CHARS = 1_024;

  /** Legal holds on one mailbox or site. */
  public static final int MAX_HOLDS_PER_OWNER = 100;

  /** What the person who decides about a request says to it, in characters. */
  public static final int MAX_COMMENT_CHARS = 1_024;

  /** An approver's certificate or one of its issuers, in bytes. */
  public static final int MAX_CERTIFICATE_BYTES = 16 * 1024;

  /** Certificates of issuers between the approver's and the anchor, that one included. */
  public static final int MAX_ISSUER_CERTIFICATES = 4;

  /** A list of revoked certificates, in bytes. */
  public static final int MAX_CRL_BYTES = 1024 * 1024;

  /** The smallest RSA key of an approver, in bits. */
  public static final int MIN_APPROVER_RSA_BITS = 2048;

  /** The largest RSA key of an approver, in bits. */
  public static final int MAX_APPROVER_RSA_BITS = 8192;

  /** How long everybody can see a new approver before it replaces another. */
  public static final Duration APPROVER_WAIT = Duration.ofDays(14);

  /** How old a sign-in may be for a signature. */
  public static final Duration SIGNING_SIGN_IN_AGE = Duration.ofMinutes(5);

  /** How long after it was made an access request can be decided. */
  public static final Duration ACCESS_DECISION_TIME = Duration.ofHours(12);

  /** The longest access of an operator. */
  public static final Duration MAX_ACCESS = Duration.ofHours(4);

  /** Access requests of one tenant that are not at their end. */
  public static final int MAX_OPEN_ACCESS_REQUESTS = 100;

  /** The reason of an access request, and the bounds of its scope, in characters. */
  public static final int MAX_ACCESS_TEXT_CHARS = 1_000;

  /** The number of a request for service, in characters. */
  public static final int MAX_SUPPORT_CASE_CHARS = 64;

  /** A mailbox or site in an access request, in characters. */
  public static final int MAX_ACCESS_OWNER_CHARS = 320;

  /** How long a pending act can be seen and stopped before it is done. */
  public static final Duration PENDING_ACT_WAIT = Duration.ofDays(7);

  /** How long after it was asked for a pending act can be done. */
  public static final Duration PENDING_ACT_LIFETIME = Duration.ofDays(30);

  /** Pending acts of one tenant that wait. */
  public static final int MAX_PENDING_ACTS = 100;

  /** Vault administrators whom one global administrator makes; further ones take two persons. */
  public static final int FREE_VAULT_ADMINISTRATORS = 2;

  /** A key's URI, in characters. */
  public static final int MAX_KEY_URI_CHARS = 512;

  /** Rows that one listing gives. */
  public static final int MAX_PAGE_ROWS = 1000;

  /** A bearer token, in characters. */
  public static final int MAX_TOKEN_CHARS = 8 * 1024;

  /** The resource that a token is asked for, in characters. */
  public static final int MAX_AUDIENCE_CHARS = 256;

  /** The scope that a token is asked for, in characters. */
  public static final int MAX_SCOPE_CHARS = 4 * MAX_AUDIENCE_CHARS;

  /** A client secret as presented, in characters; ours have 43. */
  public static final int MAX_CLIENT_SECRET_CHARS = 256;

  /** How long a client secret that was replaced may stay good. */
  public static final Duration MAX_SECRET_OVERLAP = Duration.ofDays(7);

  /**
   * For how long a node relies on what it read of an identity: so much later at most a change of it
   * counts there.
   */
  public static final Duration STANDING_REREAD = Duration.ofSeconds(3);

  /** Nodes of a service, those that were removed not counted. */
  public static final int MAX_NODES = 16;

  /** How many nodes are listed, removed ones among them. */
  public static final int MAX_LISTED_NODES = 64;

  /** How often a node looks at what it must do so that others can rely on it. */
  public static final Duration NODE_BEAT = Duration.ofSeconds(5);

  /** How often a node writes that it runs, if nothing else changes. */
  public static final Duration NODE_SEEN_EVERY = Duration.ofSeconds(15);

  /** After so long without a sign a node counts as silent. */
  public static final Duration NODE_SILENT_AFTER = Duration.ofSeconds(45);

  /** Groups of a tenant. */
  public static final int MAX_GROUPS_PER_TENANT = 1_000;

  /** Members of a group. */
  public static final int MAX_GROUP_MEMBERS = 1_000;

  /** Groups that a person or an application is in. */
  public static final int MAX_GROUPS_OF_MEMBER = 100;

  /** How often at most it is written down that a way in was used. */
  public static final Duration LAST_USE_STEP = Duration.ofMinutes(1);

  /** For how many ways in a node remembers the last use. */
  public static final int MAX_NOTED_WAYS = 10_000;

  /** The same for app passwords: mail programs sign in again and again. */
  public static final Duration LAST_USE_STEP_OF_PROGRAMS = Duration.ofHours(1);

  /** How many of these are written at a time; what more there is waits for the next use. */
  public static final int MAX_LAST_USE_WRITERS = 8;

  /** How many ways in that are over an identity's list still has, the newest. */
  public static final int MAX_WAYS_OVER = 50;

  /** For how many identities a node remembers for that long what it read. */
  public static final int MAX_KNOWN_STANDINGS = 10_000;

  /** A person's name for signing in, in characters. */
  public static final int MAX_USER_PRINCIPAL_NAME_CHARS = 254;

  /** The shortest password, in characters. */
  public static final int MIN_PASSWORD_CHARS = 12;

  /** The longest password, in characters. */
  public static final int MAX_PASSWORD_CHARS = 256;

  /** How many of a password's characters differ at least. */
  public static final int MIN_PASSWORD_DIFFERENT_CHARS = 5;

  /** Rounds of PBKDF2 with HMAC-SHA-256 for a password. */
  public static final int PASSWORD_ITERATIONS = 600_000;

  /**
   * The fewest rounds that are accepted. Only tests ask for fewer than {@link
   * #PASSWORD_ITERATIONS}.
   */
  public static final int MIN_PASSWORD_ITERATIONS = 1_000;

  /** How long a sign-in waits for its turn on the processor. */
  public static final Duration MAX_PASSWORD_WAIT = Duration.ofSeconds(10);

  /** Sign-ins that wait for their turn at a time. */
  public static final int MAX_WAITING_PASSWORDS = 32;

  /** How many of these may come from one network or for one tenant. */
  public static final int MAX_WAITING_PASSWORDS_OF_SHARE = 8;

  /** Tokens that wait to be signed. */
  public static final int MAX_WAITING_TOKENS = 512;

  /** How many of these may be for one caller. */
  public static final int MAX_WAITING_TOKENS_OF_CALLER = 64;

  /** How long a token waits to be signed. */
  public static final Duration MAX_TOKEN_WAIT = Duration.ofSeconds(4);

  /** The window in which sign-ins that fail are counted. */
  public static final Duration SIGN_IN_WINDOW = Duration.ofMinutes(10);

  /** Sign-ins of one account from one network that may fail in a window. */
  public static final int MAX_FAILED_SIGN_INS_FROM_NETWORK = 10;

  /** Sign-ins of one account from anywhere that may fail in a window. */
  public static final int MAX_FAILED_SIGN_INS_OF_ACCOUNT = 50;

  /** Sign-ins from one network that may fail in a window, whatever the account. */
  public static final int MAX_FAILED_SIGN_INS_OF_NETWORK = 100;

  /** The same for 48 bits of IPv6, which are as easy to have as one network. */
  public static final int MAX_FAILED_SIGN_INS_FROM_WIDE_NETWORK = 20;

  /** The same, whatever the account. */
  public static final int MAX_FAILED_SIGN_INS_OF_WIDE_NETWORK = 300;

  /** How long it counts that somebody has signed in from a network. */
  public static final Duration SIGN_IN_REMEMBERED = Duration.ofDays(7);

  /** How long a refresh token that nobody uses stays good. */
  public static final Duration REFRESH_TOKEN_IDLE = Duration.ofHours(24);

  /** How long one sign-in can be refreshed at most. */
  public static final Duration REFRESH_TOKEN_LIFETIME = Duration.ofDays(14);

  /** Sign-ins of one person that can be refreshed at a time; the one unused longest goes first. */
  public static final int MAX_REFRESHABLE_SIGN_INS = 50;

  /** How long a session of the console stays open without a request. */
  public static final Duration BROWSER_SESSION_IDLE = Duration.ofMinutes(30);

  /** How long a session of the console stays open in all. */
  public static final Duration BROWSER_SESSION_LIFETIME = Duration.ofHours(12);

  /** Sessions of the console that a person may have; the oldest ends for a further one. */
  public static final int MAX_BROWSER_SESSIONS = 20;

  /** Of what a browser calls itself, how much is kept. */
  public static final int MAX_BROWSER_CHARS = 100;

  /** App passwords that a person has at a time. */
  public static final int MAX_APP_PASSWORDS = 25;

  /** How long ago a person may have signed in who does what destroys or grants. */
  public static final Duration FRESH_SIGN_IN_AGE = Duration.ofMinutes(10);

  /** Passkeys that a person has at a time. */
  public static final int MAX_PASSKEYS = 25;

  /** Recovery codes of a set. */
  public static final int RECOVERY_CODES = 10;

  /** How long a person may take for what follows the password. */
  public static final Duration SECOND_STEP_LIFETIME = Duration.ofMinutes(5);

  /** People between two steps on this server. */
  public static final int MAX_SECOND_STEPS = 10_000;

  /** How often one person may be between two steps at a time. */
  public static final int MAX_SECOND_STEPS_OF_PERSON = 5;

  /** Wrong answers to what follows the password, before the password has to be shown again. */
  public static final int MAX_SECOND_STEP_TRIES = 5;

  /** What an authenticator answers, in characters of JSON. */
  public static final int MAX_PASSKEY_ANSWER_CHARS = 16 * 1024;

  /** A refresh token or code as presented, in characters; ours have 64 and 43. */
  public static final int MAX_OPAQUE_TOKEN_CHARS = 256;

  /** How long an authorization code is good. */
  public static final Duration AUTHORIZATION_CODE_LIFETIME = Duration.ofSeconds(60);

  /** How long after that it is known again, so that a copy that is shown ends the sign-in. */
  public static final Duration AUTHORIZATION_CODE_REMEMBERED = Duration.ofDays(1);

  /** Authorization codes of one person that are kept at a time; the oldest goes first. */
  public static final int MAX_AUTHORIZATION_CODES_OF_PERSON = 20;

  /** A redirect URI of a client, in characters. */
  public static final int MAX_REDIRECT_URI_CHARS = 512;

  /** What a client wants to find in its ID token, in characters. */
  public static final int MAX_NONCE_CHARS = 256;

  /** How long a device waits for somebody to sign in. */
  public static final Duration DEVICE_CODE_LIFETIME = Duration.ofMinutes(15);

  /** How long a browser waits for an operator. */
  public static final Duration OPERATOR_CODE_LIFETIME = Duration.ofMinutes(10);

  /** How often a device may ask; this much longer each time that it asks too often. */
  public static final Duration DEVICE_CODE_INTERVAL = Duration.ofSeconds(5);

  /** The longest that a device can be told to wait between two questions. */
  public static final Duration MAX_DEVICE_CODE_INTERVAL = Duration.ofMinutes(1);

  /** Devices that wait at a time on this server. */
  public static final int MAX_DEVICE_CODES = 10_000;

  /** Device codes that one network may ask for in a {@link #SIGN_IN_WINDOW}. */
  public static final int MAX_DEVICE_CODES_OF_NETWORK = 60;

  /** User codes that one network may guess wrong in a {@link #SIGN_IN_WINDOW}. */
  public static final int MAX_WRONG_USER_CODES_OF_NETWORK = 20;

  /** A client id as presented, in characters. */
  public static final int MAX_CLIENT_ID_CHARS = 64;

  /** Bits of the modulus of a key that signs tokens. */
  public static final int SIGNING_KEY_BITS = 2048;

  /** How old a key becomes that signs tokens, before the next takes its place by itself. */
  public static final Duration SIGNING_KEY_AGE = Duration.ofDays(30);

  /** How often the signing keys that other nodes may have made are looked for. */
  public static final Duration SIGNING_KEYS_REREAD = Duration.ofMinutes(1);

  /** The shortest life that a token can be given. */
  public static final Duration MIN_TOKEN_LIFETIME = Duration.ofMinutes(1);

  /** The longest life that a token can be given. */
  public static final Duration MAX_TOKEN_LIFETIME = Duration.ofHours(1);

  /** How far a node's clock may be from the database's for a vault's 401 to mean anything. */
  public static final Duration MAX_CLOCK_DIFFERENCE = Duration.ofMinutes(1);

  /** How far two machines' clocks may differ before a token is refused. */
  public static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);

  /** The shortest lease of an unwrapped key. */
  public static final Duration MIN_LEASE = Duration.ofSeconds(1);

  /** The longest lease of an unwrapped key. */
  public static final Duration MAX_LEASE = Duration.ofMinutes(15);

  /** The longest time for which a tenant can have silence bridged, short of no bound at all. */
  public static final int MAX_SILENCE_BOUND_HOURS = 8_760;

  /** How much later than written down a root may have agreed the last time. */
  public static final Duration AGREEMENT_WRITE_INTERVAL = Duration.ofMinutes(5);

  /** The shortest time that one call to a vault may be given. */
  public static final Duration MIN_VAULT_CALL = Duration.ofMillis(50);

  /** The longest time that one call to a vault may be given. */
  public static final Duration MAX_VAULT_CALL = Duration.ofSeconds(30);

  /** How often a transaction is run that finds that others took the numbers of its rows. */
  public static final int MAX_RUNS_OF_A_SEALED_WRITE = 16;

  /**
   * How long a transaction that reads rows may take that authorise. So long after a row was changed
   * the state before is not refused, because such a transaction may still see it.
   */
  public static final Duration MAX_SEALED_READ = Duration.ofSeconds(10);

  /** Master keys that were in the place of the present one and open still. */
  public static final int MAX_PREVIOUS_MASTER_KEYS = 4;

  /** States of refused rows that are remembered, in memory and in the availability database. */
  public static final int MAX_KNOWN_REFUSED_ROWS = 10_000;

  /** Refusals of rows that wait to be recorded at a time. */
  public static final int MAX_WAITING_ROW_ALARMS = 1_000;

  private CustodyLimits() {}
}
