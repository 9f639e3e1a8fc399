package dev.freehold.server.config;

import static dev.freehold.server.config.Kind.audiences;
import static dev.freehold.server.config.Kind.dnsNames;
import static dev.freehold.server.config.Kind.integer;
import static dev.freehold.server.config.Kind.locations;
import static dev.freehold.server.config.Kind.oneOf;
import static dev.freehold.server.config.Kind.path;
import static dev.freehold.server.config.Kind.text;
import static dev.freehold.server.config.Kind.trustedIssuers;
import static dev.freehold.server.config.Kind.vaultConnections;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.vault.auth.AuthorityForm;
import dev.freehold.vault.registry.Locations;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every key there is, in the order in which {@code freehold config explain} shows them. */
final class Settings {

  static final Setting<Path> DATA_FOLDER =
      Setting.open(
          "freehold.data-folder",
          "The folder for everything that the server writes; mode 0700.",
          path(),
          "data");
  static final Setting<BuiltInVaults> BUILT_IN_VAULTS =
      Setting.open(
              "freehold.vault.built-in",
              "Whether a service has key vaults of its own: local, in its process and data folder,"
                  + " which is for one node; or none, because tenants have theirs elsewhere.",
              oneOf(BuiltInVaults.class),
              "local")
          .onlyForServe();
  static final Setting<Locations> VAULT_LOCATIONS =
      Setting.open(
          "freehold.vault.locations",
          "The regions that vaults can be made in; West Europe and westeurope are the same. Tools"
              + " that ask for a region get the first one. Existing vaults keep theirs.",
          locations(),
          "local");

  static final Setting<MasterKeyOrigin> MASTER_KEY_SOURCE =
      Setting.open(
          "freehold.vault.master-key-source",
          "Where the master key of the vaults is: a file in the data folder, the setting"
              + " freehold.vault.master-key, or a file that a PKCS #11 token has wrapped.",
          oneOf(MasterKeyOrigin.class),
          "file");
  static final Setting<Secret> MASTER_KEY =
      Setting.secret(
          "freehold.vault.master-key",
          "The master key for the source environment: base64 of 32 bytes.");
  static final Setting<String> PKCS11_LIBRARY =
      Setting.open(
          "freehold.vault.pkcs11.library",
          "The PKCS #11 module of a token, in which RSA-HSM keys are used then; empty for none.",
          text(),
          "");
  static final Setting<String> PKCS11_TOKEN =
      Setting.open("freehold.vault.pkcs11.token", "The token's label.", text(), "");
  static final Setting<Secret> PKCS11_PIN =
      Setting.secret("freehold.vault.pkcs11.pin", "The token's user PIN.");
  static final Setting<Integer> THROTTLING_PERCENT =
      Setting.open(
          "freehold.vault.throttling-percent",
          "Throttling of the vaults, in percent of Azure Key Vault's limits: 100 is the same, 0 is"
              + " off.",
          integer(0, 10_000, "percent"),
          "100");

  static final Setting<AuthorityForm> AUTHORITY_FORM =
      Setting.open(
          "freehold.vault.authority-form",
          "The path after the authority in the challenges of vaults: the tenant's GUID, or adfs for"
              + " clients that are configured by environment variables alone. A vault's tag"
              + " freehold-authority overrides it.",
          oneOf(AuthorityForm.class),
          "tenant");
  static final Setting<List<String>> AUDIENCES =
      Setting.open(
          "freehold.vault.audiences",
          "Further audiences of tokens that the vaults accept, besides https://SUFFIX[:PORT].",
          audiences(),
          "");

  static final Setting<List<TrustedIssuer>> TRUSTED_ISSUERS =
      Setting.open(
          "freehold.vault.trusted-issuers",
          "Further issuers whose tokens the vaults accept, each with the address of its key set;"
              + " {tenantId} stands for the vault's tenant, and the issuer must contain it.",
          trustedIssuers(),
          "");

  static final Setting<String> DATABASE_URL =
      Setting.open(
          "freehold.database.url",
          "A jdbc:postgresql: URL, with several hosts if they stand in for each other; empty for"
              + " SQLite in the data folder.",
          text(),
          "");
  static final Setting<String> DATABASE_USER =
      Setting.open("freehold.database.user", "The PostgreSQL user.", text(), "");
  static final Setting<Secret> DATABASE_PASSWORD =
      Setting.secret("freehold.database.password", "The PostgreSQL user's password.");
  static final Setting<Integer> DATABASE_CONNECTIONS =
      Setting.open(
          "freehold.database.connections",
          "How many PostgreSQL connections are held at most for calls. Two more watch the server"
              + " and listen.",
          integer(2, 200, "connections"),
          "16");

  static final Setting<BlobKind> BLOB_KIND =
      Setting.open(
              "freehold.blobs.kind",
              "Where sealed objects and key bundles are: a folder of the data folder, or a bucket"
                  + " of an S3-compatible store.",
              oneOf(BlobKind.class),
              "folder")
          .onlyForServe();
  static final Setting<String> S3_ENDPOINT =
      Setting.open(
              "freehold.blobs.s3.endpoint",
              "The URL of the S3 store, such as https://s3.example.org; the bucket is added to its"
                  + " path.",
              text(),
              "")
          .onlyForServe();
  static final Setting<String> S3_REGION =
      Setting.open(
              "freehold.blobs.s3.region",
              "The region that requests are signed for.",
              text(),
              "us-east-1")
          .onlyForServe();
  static final Setting<String> S3_BUCKET =
      Setting.open(
              "freehold.blobs.s3.bucket",
              "The bucket. It must be there and must not keep versions.",
              text(),
              "")
          .onlyForServe();
  static final Setting<String> S3_PREFIX =
      Setting.open(
              "freehold.blobs.s3.prefix",
              "The prefix of the keys of all blobs, such as freehold/; empty for the whole bucket.",
              text(),
              "")
          .onlyForServe();
  static final Setting<Secret> S3_ACCESS_KEY =
      Setting.secret("freehold.blobs.s3.access-key", "The account's access key id.").onlyForServe();
  static final Setting<Secret> S3_SECRET_KEY =
      Setting.secret("freehold.blobs.s3.secret-key", "The account's secret key.").onlyForServe();

  static final Setting<CryptoSuite.Choice> CRYPTO_PROVIDER =
      Setting.open(
          "freehold.crypto.provider",
          "The provider of AES-GCM and RSA; auto takes ACCP where it is healthy.",
          oneOf(CryptoSuite.Choice.class),
          "auto");

  static final Setting<Integer> LEASE_SECONDS =
      Setting.open(
              "freehold.keys.lease-seconds",
              "How long an unwrapped key is used before the vault is asked again; this bounds how"
                  + " long content stays readable after permission is removed.",
              integer(1, 900, "seconds"),
              "60")
          .onlyForServe();
  static final Setting<Integer> VAULT_TIMEOUT_SECONDS =
      Setting.open(
              "freehold.keys.vault-timeout-seconds",
              "How long one call to a key vault may take.",
              integer(1, 30, "seconds"),
              "5")
          .onlyForServe();
  static final Setting<List<String>> ALLOWED_VAULT_SUFFIXES =
      Setting.open(
              "freehold.keys.allowed-vault-suffixes",
              "DNS suffixes of further vaults that policies may name, such as vault.azure.net; our"
                  + " own suffix is always allowed.",
              dnsNames(),
              "")
          .onlyForServe();

  static final Setting<List<VaultConnectionEntry>> VAULT_CONNECTIONS =
      Setting.open(
              "freehold.keys.vault-connections",
              "Connection files, mode 0600, of vaults that other processes run. TENANT= before the"
                  + " file says for which tenant, by name or GUID; every tenant without it.",
              vaultConnections(),
              "")
          .onlyForServe();

  static final Setting<Integer> HEDGE_MILLIS =
      Setting.open(
              "freehold.keys.hedge-milliseconds",
              "For file policies: how long to wait for the first root key before the second is"
                  + " asked too.",
              integer(0, 30_000, "ms"),
              "250")
          .onlyForServe();
  static final Setting<Integer> CROSS_CHECK_SECONDS =
      Setting.open(
              "freehold.keys.cross-check-seconds",
              "How often every policy's key is unwrapped by each of its root keys separately.",
              integer(30, 86_400, "seconds"),
              "900")
          .onlyForServe();

  static final Setting<Integer> JOB_THREADS =
      Setting.open(
              "freehold.jobs.threads",
              "How many parts of jobs are worked on at the same time.",
              integer(1, 64, ""),
              "2")
          .onlyForServe();
  static final Setting<Integer> JOB_ITEMS_PER_SECOND =
      Setting.open(
              "freehold.jobs.max-items-per-second",
              "How many keys or objects jobs do in a second at most; 0 for no bound.",
              integer(0, 1_000_000, ""),
              "0")
          .onlyForServe();

  static final Setting<Integer> SWEEP_INTERVAL_SECONDS =
      Setting.open(
              "freehold.sweeper.interval-seconds",
              "How often the server looks for blobs that no row names.",
              integer(1, 86_400, "seconds"),
              "3600")
          .onlyForServe();
  static final Setting<Integer> SWEEP_GRACE_SECONDS =
      Setting.open(
              "freehold.sweeper.grace-seconds",
              "How old such a blob must be before it is removed.",
              integer(3_600, 604_800, "seconds"),
              "86400")
          .onlyForServe();

  static final Setting<Integer> SCRUB_INTERVAL_SECONDS =
      Setting.open(
              "freehold.scrub.interval-seconds",
              "How often the scrub checks all rows, names and blobs; 0 for only by command.",
              integer(0, 31_536_000, "seconds"),
              "604800")
          .onlyForServe();

  static final Setting<LogLevel> LOG_LEVEL =
      Setting.open(
          "freehold.log.level",
          "The lowest level of log lines that are written.",
          oneOf(LogLevel.class),
          "info");
  static final Setting<LogFormat> LOG_FORMAT =
      Setting.open("freehold.log.format", "How log lines look.", oneOf(LogFormat.class), "json");

  private static final List<Setting<?>> OTHERS =
      List.of(
          DATA_FOLDER,
          BUILT_IN_VAULTS,
          VAULT_LOCATIONS,
          MASTER_KEY_SOURCE,
          MASTER_KEY,
          PKCS11_LIBRARY,
          PKCS11_TOKEN,
          PKCS11_PIN,
          THROTTLING_PERCENT,
          AUTHORITY_FORM,
          AUDIENCES,
          TRUSTED_ISSUERS,
          DATABASE_URL,
          DATABASE_USER,
          DATABASE_PASSWORD,
          DATABASE_CONNECTIONS,
          AvailabilitySettings.URL,
          AvailabilitySettings.USER,
          AvailabilitySettings.PASSWORD,
          AvailabilitySettings.CONNECTIONS,
          BLOB_KIND,
          S3_ENDPOINT,
          S3_REGION,
          S3_BUCKET,
          S3_PREFIX,
          S3_ACCESS_KEY,
          S3_SECRET_KEY,
          CRYPTO_PROVIDER,
          LEASE_SECONDS,
          VAULT_TIMEOUT_SECONDS,
          ALLOWED_VAULT_SUFFIXES,
          VAULT_CONNECTIONS,
          HEDGE_MILLIS,
          CROSS_CHECK_SECONDS,
          JOB_THREADS,
          JOB_ITEMS_PER_SECOND,
          SWEEP_INTERVAL_SECONDS,
          SWEEP_GRACE_SECONDS,
          SCRUB_INTERVAL_SECONDS,
          FilesSettings.SUFFIX,
          FilesSettings.S3_PORT,
          FilesSettings.S3_PUBLIC_PORT,
          FilesSettings.S3_PLAIN_PORT,
          FilesSettings.S3_NAME,
          FilesSettings.S3_REQUESTS,
          FilesSettings.S3_UPLOAD_EXPIRY,
          FilesSettings.RECORDED_READS,
          FilesSettings.DEFAULT_GEO,
          MigrationSettings.INSIDE_SERVERS,
          LedgerSettings.WITNESSES,
          LedgerSettings.CHECKPOINT_SECONDS,
          MasterKeySettings.PREVIOUS,
          OperatorSettings.OPERATORS,
          PurgeSettings.OPERATORS,
          AuditSettings.SYSLOG_HOST,
          AuditSettings.SYSLOG_PORT,
          AuditSettings.SYSLOG_CA,
          AuditSettings.SYSLOG_CLIENT_CERTIFICATE,
          AuditSettings.SYSLOG_FORMAT,
          AuditSettings.SYSLOG_TENANT,
          LimitSettings.MESSAGE_BYTES,
          LimitSettings.MAILBOX_BYTES,
          LimitSettings.CONCURRENT_REQUESTS,
          LimitSettings.CONNECTIONS,
          LimitSettings.HELD_BYTES,
          LimitSettings.SHUTDOWN_SECONDS,
          LOG_LEVEL,
          LOG_FORMAT);

  static final List<Setting<?>> ALL =
      Stream.of(
              NetworkSettings.ALL,
              OTHERS,
              DeliverySettings.ALL,
              MetricsSettings.ALL,
              TlsSettings.API.all(),
              TlsSettings.VAULT.all(),
              TlsSettings.S3.all(),
              ImapSettings.ALL,
              SubmissionSettings.ALL,
              TlsSettings.IMAP.all(),
              NotificationSettings.ALL)
          .flatMap(List::stream)
          .toList();

  /**
   * Keys of earlier releases and what to do instead. A retired key is an error that says so, never
   * a setting that is silently without effect. The first entries come with the first release after
   * 0.1.
   */
  static final Map<String, String> RETIRED = Map.of();

  private Settings() {}
}
