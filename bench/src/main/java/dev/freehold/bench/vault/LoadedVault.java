package dev.freehold.bench.vault;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.time.TwoClocks;
import dev.freehold.vault.auth.CallerStanding;
import dev.freehold.vault.auth.JwksSource;
import dev.freehold.vault.auth.TokenSettings;
import dev.freehold.vault.masterkey.VaultMasterKeyFile;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.policy.Permissions;
import dev.freehold.vault.registry.Locations;
import dev.freehold.vault.registry.NewVault;
import dev.freehold.vault.registry.VaultAdministration;
import dev.freehold.vault.server.VaultDependencies;
import dev.freehold.vault.server.VaultServer;
import dev.freehold.vault.server.VaultServerSettings;
import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.vault.throttling.ThrottlingSettings;
import dev.freehold.web.http.Readiness;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.jetty.HttpsListener;
import dev.freehold.web.tls.LocalAuthority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/**
 * A vault server as it runs in production, on SQLite or PostgreSQL, every request in the ledger,
 * with two vaults, a caller and somebody without permissions; beside it a listener that answers
 * every request with nothing. Writes what a load generator needs into the folder it is given, then
 * serves until its standard input ends.
 */
public final class LoadedVault {

  private static final UUID TENANT = UUID.fromString("11111111-1111-4111-8111-111111111111");
  private static final UUID CALLER = UUID.fromString("aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa");
  private static final UUID REVOKED = UUID.fromString("dddddddd-dddd-4ddd-8ddd-dddddddddddd");
  private static final UUID SUBSCRIPTION = UUID.fromString("5555aaaa-0000-4000-8000-000000000001");
  private static final String SUFFIX = "vault.localhost";
  private static final String VAULT = "bench";
  private static final String OTHER_VAULT = "maker";

  /** The name of its vault, which requests are addressed to. */
  public static final String HOST = VAULT + "." + SUFFIX;

  private static final int CONNECTIONS = 80;
  private static final Duration TOKEN_LIFE = Duration.ofHours(2);

  private LoadedVault() {}

  /**
   * Expects the folder to work in, which must be empty; then, for PostgreSQL instead of SQLite, the
   * address of a database, the user and the password; then, for a second node of that database, the
   * folder of the first one.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    boolean isSecond = arguments.length > 4;
    Path secrets = isSecond ? Path.of(arguments[4]) : folder;
    Clock clock = Clock.systemUTC();
    RSAKey signer = signer(secrets.resolve("signer"));
    LocalAuthority authority =
        LocalAuthority.open(secrets.resolve("ca"), List.of("localhost"), clock);
    DatabaseSettings settings =
        arguments.length > 1
            ? new DatabaseSettings.Postgresql(arguments[1], arguments[2], arguments[3], CONNECTIONS)
            : new DatabaseSettings.Sqlite(folder.resolve("vault.db"));
    try (Database database =
            Databases.open(settings, List.of(Ledger.MIGRATIONS, VaultServer.MIGRATIONS));
        VaultServer server =
            VaultServer.start(
                settings(), dependencies(database, folder, secrets, signer, authority, clock));
        HttpsListener empty = EmptyAnswers.start(tls(authority))) {
      if (!isSecond) {
        prepare(server.administration("system:bench"));
      }
      publish(folder, server);
      Files.writeString(folder.resolve("token"), token(signer, server.resource(), CALLER));
      Files.writeString(folder.resolve("revoked"), token(signer, server.resource(), REVOKED));
      Files.writeString(folder.resolve("empty"), "https://127.0.0.1:" + empty.port());
      Files.writeString(folder.resolve("url"), "https://127.0.0.1:" + server.port());
      while (System.in.read() >= 0) {
        // whatever is said, only its end counts
      }
    }
  }

  /** The key of tokens, which both nodes know. */
  private static RSAKey signer(Path file) throws IOException, JOSEException, ParseException {
    if (Files.exists(file)) {
      return RSAKey.parse(Files.readString(file));
    }
    RSAKey made = new RSAKeyGenerator(2048).keyID("bench").generate();
    Files.writeString(file, made.toJSONString());
    return made;
  }

  private static VaultServerSettings settings() {
    return new VaultServerSettings(
        "127.0.0.1",
        0,
        0,
        0,
        SUFFIX,
        TokenSettings.of(URI.create("https://login." + SUFFIX), issuer()),
        Locations.of("bench"),
        ThrottlingSettings.UNLIMITED);
  }

  private static VaultDependencies dependencies(
      Database database,
      Path folder,
      Path secrets,
      RSAKey signer,
      LocalAuthority authority,
      Clock clock)
      throws JOSEException {
    CryptoSuite crypto = CryptoSuite.select(CryptoSuite.Choice.AUTO);
    return new VaultDependencies(
        database,
        new Ledger(database, clock),
        crypto,
        new VaultMasterKeyFile(secrets.resolve("master.key"), crypto.random()),
        keys(signer),
        CallerStanding.OF_ANY_TOKEN,
        tls(authority),
        clock,
        TwoClocks.same(clock),
        Optional.empty(),
        SharedBounds.ofProcess(),
        () -> Readiness.READY,
        folder.resolve("seal-marks"),
        Optional.empty());
  }

  private static SSLContext tls(LocalAuthority authority) {
    return authority.serverContext(List.of("*." + SUFFIX, "127.0.0.1"));
  }

  private static JwksSource keys(RSAKey signer) throws JOSEException {
    RSAPublicKey key = signer.toRSAPublicKey();
    return (issuer, id) -> Optional.of(key).filter(any -> id.equals(signer.getKeyID()));
  }

  private static void prepare(VaultAdministration administration) {
    administration.createSubscription(
        new Subscription(SUBSCRIPTION, TENANT, "Bench", Set.of(CALLER)));
    Permissions all = Permissions.ofKeys(KeyPermission.values());
    for (String vault : List.of(VAULT, OTHER_VAULT)) {
      administration.createVault(
          NewVault.forRootKeys(
              vault, SUBSCRIPTION, "bench", List.of(AccessPolicy.of(TENANT, CALLER, all))));
    }
  }

  /** Each in its own file, so that a shell script needs no parser. */
  private static void publish(Path folder, VaultServer server) throws IOException {
    Files.writeString(folder.resolve("host"), VAULT + "." + SUFFIX + ":" + server.port());
    Files.writeString(folder.resolve("other"), OTHER_VAULT + "." + SUFFIX + ":" + server.port());
  }

  private static String issuer() {
    return "https://login." + SUFFIX + "/" + TENANT + "/";
  }

  private static String token(RSAKey signer, String audience, UUID caller) throws JOSEException {
    Instant now = Instant.now();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .audience(audience)
            .claim("tid", TENANT.toString())
            .claim("oid", caller.toString())
            .claim("appid", "bench")
            .claim("idtyp", "app")
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(now.plus(TOKEN_LIFE)))
            .build();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(signer.getKeyID()).build(), claims);
    jwt.sign(new RSASSASigner(signer));
    return jwt.serialize();
  }
}
