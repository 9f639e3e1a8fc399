package dev.freehold.server.config;

import dev.freehold.content.blob.s3.S3Settings;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.jobs.JobSettings;
import dev.freehold.custody.jobs.ThrottleSettings;
import dev.freehold.custody.operators.OperatorKey;
import dev.freehold.mailserver.lmtp.JunkHeader;
import dev.freehold.server.audit.AuditFormat;
import dev.freehold.server.document.OperatorKeys;
import dev.freehold.server.health.MetricsAddress;
import dev.freehold.vault.auth.AuthorityForm;
import dev.freehold.vault.registry.Locations;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.net.AddressRange;
import dev.freehold.web.net.Proxies;
import dev.freehold.web.tls.CertificateFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * All settings of the server, typed and checked.
 *
 * @param dataFolder where the server keeps what it writes
 * @param crypto the provider of cryptography
 * @param previousMasterKeys files of earlier service master keys
 * @param certificates the listeners' certificates
 * @param metrics where metrics are served, and to whom
 * @param syslog the collector that audit records are sent to
 * @param remoteBlobs the S3 store for blobs; empty to use a folder in the data folder
 * @param operators the operators besides the first one
 * @param purgeOperators who can approve purges
 * @param notifications how people and programs are notified
 */
public record ServerSettings(
    Path dataFolder,
    CryptoSuite.Choice crypto,
    List<Path> previousMasterKeys,
    Network network,
    Certificates certificates,
    MetricsAddress metrics,
    Vaults vaults,
    Protection protection,
    DatabaseChoice database,
    DatabaseChoice availability,
    Optional<S3Settings> remoteBlobs,
    Keys keys,
    Sweeping sweeping,
    JobSettings jobs,
    Files files,
    Delivery delivery,
    Imap imap,
    MailPrograms mailPrograms,
    Migration migration,
    Ledger ledger,
    List<OperatorKey> operators,
    OperatorKeys purgeOperators,
    Optional<Syslog> syslog,
    NotificationChoices notifications,
    Limits limits,
    Logging logging) {

  /** Copies the lists. */
  public ServerSettings {
    previousMasterKeys = List.copyOf(previousMasterKeys);
    operators = List.copyOf(operators);
  }

  /** What all listeners of a process have together. */
  public SharedBounds shared() {
    return SharedBounds.of(limits.heldBytes(), limits.connections(), network.proxies());
  }

  /** Whether mail programs or transfer agents are shown a certificate. */
  public boolean showsMailCertificate() {
    return imap.isOn() || delivery.port() != 0;
  }

  private static JobSettings jobs(int threads, int itemsPerSecond) {
    JobSettings defaults = JobSettings.defaults();
    ThrottleSettings throttle = defaults.throttle();
    return new JobSettings(
        threads,
        defaults.maxFailures(),
        new ThrottleSettings(
            throttle.fullBatchItems(),
            throttle.busyBatchItems(),
            itemsPerSecond == 0 ? OptionalInt.empty() : OptionalInt.of(itemsPerSecond),
            throttle.maxPause()),
        defaults.times());
  }

  /**
   * The typed view of a checked configuration.
   *
   * @throws dev.freehold.server.ServerException with {@code CONFIGURATION_INVALID} if values do not
   *     go together
   */
  public static ServerSettings from(Configuration c) {
    return new ServerSettings(
        c.get(Settings.DATA_FOLDER),
        c.get(Settings.CRYPTO_PROVIDER),
        c.get(MasterKeySettings.PREVIOUS),
        new Network(
            c.get(NetworkSettings.BIND_ADDRESS),
            new Proxies(
                c.get(NetworkSettings.PROXIES),
                c.get(NetworkSettings.PROXY_PROTOCOL) == ProxyProtocol.HEADER),
            c.get(NetworkSettings.API_PORT),
            c.get(NetworkSettings.API_PUBLIC_PORT),
            c.get(NetworkSettings.API_PLAIN_PORT),
            c.get(NetworkSettings.API_NAME),
            c.get(NetworkSettings.VAULT_PORT),
            c.get(NetworkSettings.VAULT_PLAIN_PORT),
            c.get(NetworkSettings.VAULT_SUFFIX)),
        new Certificates(
            TlsSettings.API.files(c),
            TlsSettings.VAULT.files(c),
            TlsSettings.S3.files(c),
            TlsSettings.IMAP.files(c)),
        MetricsSettings.address(c),
        new Vaults(
            c.get(Settings.BUILT_IN_VAULTS),
            c.get(Settings.AUTHORITY_FORM),
            c.get(Settings.AUDIENCES),
            c.get(Settings.TRUSTED_ISSUERS),
            c.get(Settings.THROTTLING_PERCENT),
            c.get(NetworkSettings.VAULT_PUBLIC_PORT),
            c.get(Settings.VAULT_LOCATIONS)),
        new Protection(
            c.get(Settings.MASTER_KEY_SOURCE),
            c.get(Settings.MASTER_KEY),
            c.get(Settings.PKCS11_LIBRARY),
            c.get(Settings.PKCS11_TOKEN),
            c.get(Settings.PKCS11_PIN)),
        new DatabaseChoice(
            c.get(Settings.DATABASE_URL),
            c.get(Settings.DATABASE_USER),
            c.get(Settings.DATABASE_PASSWORD),
            c.get(Settings.DATABASE_CONNECTIONS)),
        AvailabilitySettings.of(c),
        new BlobSettings(c).remote(),
        new Keys(
            Duration.ofSeconds(c.get(Settings.LEASE_SECONDS)),
            Duration.ofSeconds(c.get(Settings.VAULT_TIMEOUT_SECONDS)),
            Duration.ofMillis(c.get(Settings.HEDGE_MILLIS)),
            Duration.ofSeconds(c.get(Settings.CROSS_CHECK_SECONDS)),
            c.get(Settings.ALLOWED_VAULT_SUFFIXES),
            c.get(Settings.VAULT_CONNECTIONS)),
        new Sweeping(
            Duration.ofSeconds(c.get(Settings.SWEEP_INTERVAL_SECONDS)),
            Duration.ofSeconds(c.get(Settings.SWEEP_GRACE_SECONDS)),
            Duration.ofSeconds(c.get(Settings.SCRUB_INTERVAL_SECONDS))),
        jobs(c.get(Settings.JOB_THREADS), c.get(Settings.JOB_ITEMS_PER_SECOND)),
        new Files(
            c.get(FilesSettings.SUFFIX),
            c.get(FilesSettings.DEFAULT_GEO),
            c.get(FilesSettings.S3_PORT),
            c.get(FilesSettings.S3_PUBLIC_PORT),
            c.get(FilesSettings.S3_PLAIN_PORT),
            c.get(FilesSettings.S3_NAME),
            c.get(FilesSettings.S3_REQUESTS),
            c.get(FilesSettings.S3_UPLOAD_EXPIRY),
            c.get(FilesSettings.RECORDED_READS)),
        DeliverySettings.of(c),
        ImapSettings.of(c),
        SubmissionSettings.of(c),
        new Migration(c.get(MigrationSettings.INSIDE_SERVERS)),
        new Ledger(
            c.get(LedgerSettings.WITNESSES),
            Duration.ofSeconds(c.get(LedgerSettings.CHECKPOINT_SECONDS))),
        c.get(OperatorSettings.OPERATORS),
        c.get(PurgeSettings.OPERATORS),
        c.get(AuditSettings.SYSLOG_HOST)
            .map(
                host ->
                    new Syslog(
                        host,
                        c.get(AuditSettings.SYSLOG_PORT),
                        c.get(AuditSettings.SYSLOG_CA),
                        c.get(AuditSettings.SYSLOG_CLIENT_CERTIFICATE),
                        c.get(AuditSettings.SYSLOG_FORMAT),
                        c.get(AuditSettings.SYSLOG_TENANT))),
        NotificationSettings.of(c),
        new Limits(
            c.get(LimitSettings.MESSAGE_BYTES),
            c.get(LimitSettings.MAILBOX_BYTES),
            c.get(LimitSettings.CONCURRENT_REQUESTS),
            c.get(LimitSettings.CONNECTIONS),
            c.get(LimitSettings.HELD_BYTES),
            Duration.ofSeconds(c.get(LimitSettings.SHUTDOWN_SECONDS))),
        new Logging(c.get(Settings.LOG_LEVEL), c.get(Settings.LOG_FORMAT)));
  }

  /**
   * The addresses of the two listeners. Port 0 takes a free port; public port 0 means the port
   * listened on; plain port 0 means none.
   */
  public record Network(
      String bindAddress,
      Proxies proxies,
      int apiPort,
      int apiPublicPort,
      int apiPlainPort,
      String apiName,
      int vaultPort,
      int vaultPlainPort,
      String vaultSuffix) {}

  /**
   * The operator's own certificates for the listeners; where empty, the local authority issues one.
   */
  public record Certificates(
      Optional<CertificateFiles> api,
      Optional<CertificateFiles> vault,
      Optional<CertificateFiles> s3,
      Optional<CertificateFiles> imap) {}

  /**
   * The settings of this process's vaults: tokens, throttling, and the public address; public port
   * 0 means the port listened on.
   */
  public record Vaults(
      BuiltInVaults builtIn,
      AuthorityForm authorityForm,
      List<String> audiences,
      List<TrustedIssuer> trustedIssuers,
      int throttlingPercent,
      int publicPort,
      Locations locations) {
    /** Copies the lists. */
    public Vaults {
      audiences = List.copyOf(audiences);
      trustedIssuers = List.copyOf(trustedIssuers);
    }
  }

  /** What protects the vaults' keys; an empty library means no PKCS #11 token. */
  public record Protection(
      MasterKeyOrigin origin, Secret masterKey, String library, String tokenLabel, Secret pin) {}

  /** A database; an empty URL means SQLite in the data folder. */
  public record DatabaseChoice(String url, String user, Secret password, int connections) {}

  /** How long keys are used, and which vaults may hold roots. */
  public record Keys(
      Duration lease,
      Duration vaultTimeout,
      Duration hedgeDelay,
      Duration crossCheckInterval,
      List<String> allowedVaultSuffixes,
      List<VaultConnectionEntry> vaultConnections) {
    /** Copies the lists. */
    public Keys {
      allowedVaultSuffixes = List.copyOf(allowedVaultSuffixes);
      vaultConnections = List.copyOf(vaultConnections);
    }
  }

  /**
   * How old blobs without a row must be to be deleted, how often the sweeper runs, and how often
   * everything is scrubbed; a scrub interval of zero means never.
   */
  public record Sweeping(Duration interval, Duration grace, Duration scrubInterval) {}

  /**
   * How clients reach sites, and the geo of a tenant's first site. S3 port 0 takes a free port;
   * public port 0 means that one; plain port 0 means none.
   */
  public record Files(
      String suffix,
      String defaultGeo,
      int s3Port,
      int s3PublicPort,
      int s3PlainPort,
      String s3Name,
      int s3Requests,
      Duration s3UploadExpiry,
      RecordedReads recordedReads) {}

  /**
   * How transfer agents deliver mail.
   *
   * @param port for LMTP; 0 for none
   * @param socketFile a Unix-domain socket for LMTP
   * @param clients the addresses that may deliver over the port
   * @param junkHeader marks mail that goes to the folder Junk
   */
  public record Delivery(
      int port,
      Optional<Path> socketFile,
      List<AddressRange> clients,
      Optional<JunkHeader> junkHeader) {
    /** Copies the list. */
    public Delivery {
      clients = List.copyOf(clients);
    }
  }

  /**
   * Where mail programs read mailboxes over IMAP. A port of 0 means that there is none.
   *
   * @param port where connections begin with TLS
   * @param startTlsPort where clients begin TLS with STARTTLS, before they sign in
   * @param plainPort on 127.0.0.1, without TLS
   * @param name the DNS name that mail programs use
   */
  public record Imap(int port, int startTlsPort, int plainPort, String name) {

    /** Whether there is any port. */
    public boolean isOn() {
      return port != 0 || startTlsPort != 0 || plainPort != 0;
    }
  }

  /**
   * What mail programs that configure themselves are told. A port of 0 means that there is none.
   *
   * @param imapName the DNS name of IMAP
   * @param imapPort under which they reach IMAP with TLS from the first byte
   * @param startTlsPort under which they reach IMAP with STARTTLS
   * @param submission the server by which they send mail, if it has a name of its own
   * @param submissionPort of that server
   */
  public record MailPrograms(
      String imapName,
      int imapPort,
      int startTlsPort,
      Optional<String> submission,
      int submissionPort) {

    private static final int SUBMISSIONS = 465;

    /** Whether they can read mail. */
    public boolean areServed() {
      return imapPort != 0 || startTlsPort != 0;
    }

    /** The server by which they send mail. */
    public String submissionName() {
      return submission.orElse(imapName);
    }

    /** Whether connections to that server begin with TLS; else there is STARTTLS. */
    public boolean submitsOverTls() {
      return submissionPort == SUBMISSIONS;
    }
  }

  /** Servers with private addresses from which mail may be migrated, as {@code host:port}. */
  public record Migration(List<String> insideServers) {
    /** Copies the list. */
    public Migration {
      insideServers = List.copyOf(insideServers);
    }
  }

  /** The witnesses of the tenants' logs, and how often they are asked. */
  public record Ledger(List<WitnessEntry> witnesses, Duration checkpointInterval) {
    /** Copies the list. */
    public Ledger {
      witnesses = List.copyOf(witnesses);
    }
  }

  /** The collector of audit records; an empty tenant means all. */
  public record Syslog(
      String host,
      int port,
      Optional<Path> authorities,
      Optional<Path> clientCertificate,
      AuditFormat format,
      String tenant) {}

  /**
   * Limits that an operator can change.
   *
   * @param messageBytes the largest message
   * @param mailboxBytes what a mailbox without a quota of its own may hold
   * @param concurrentRequests requests under way at the REST API, and as many at the login host
   * @param connections open connections of each listener
   * @param heldBytes memory for request bodies that are held whole, and as much for answers; empty
   *     for a part of the heap
   * @param shutdown how long requests under way may take to finish at shutdown
   */
  public record Limits(
      long messageBytes,
      long mailboxBytes,
      int concurrentRequests,
      int connections,
      OptionalLong heldBytes,
      Duration shutdown) {}

  /** The level and format of the log. */
  public record Logging(LogLevel level, LogFormat format) {}
}
