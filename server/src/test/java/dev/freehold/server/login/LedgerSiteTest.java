package dev.freehold.server.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.testing.TestSeals;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.IssuerName;
import dev.freehold.custody.identity.NewApplication;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.identity.TokenIssuer;
import dev.freehold.custody.identity.Users;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSealing;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Databases;
import dev.freehold.server.api.ApiAudience;
import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.server.directory.Callers;
import dev.freehold.server.records.AuditSearch;
import dev.freehold.server.records.LedgerServices;
import dev.freehold.server.records.Turns;
import dev.freehold.server.run.Schemas;
import dev.freehold.vault.wire.Answer;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.RequestUri;
import dev.freehold.web.http.WebRequest;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The ledger at the login host of vaults that run alone")
class LedgerSiteTest {

  private static final URI OWN = URI.create("https://login.keys.example");
  private static final String ACTOR = "system:test";

  @TempDir Path folder;
  private final Clock clock = Clock.systemUTC();
  private final CryptoSuite crypto = CryptoSuite.select(CryptoSuite.Choice.JDK);
  private Database database;
  private FileMasterKey master;
  private Ledger ledger;
  private RowSealing sealing;
  private Identities identities;
  private TokenIssuer issuer;
  private String token;

  @BeforeEach
  void open() {
    database =
        Databases.open(
            new DatabaseSettings.Sqlite(folder.resolve("vault.db")), Schemas.STANDALONE_VAULT);
    master = FileMasterKey.openOrCreate(folder.resolve("issuer.key"), crypto);
    ledger = new Ledger(database, clock);
    sealing = TestSeals.start(database, master, CustodySeals.DIRECTORY, ledger);
    identities = new Identities(database, ledger, crypto.random(), clock);
    UUID tenantId = new Tenants(database, ledger, clock).create("vault", ACTOR).id();
    NewApplication auditor =
        identities.createApplication(tenantId, "auditor", Set.of(Role.AUDITOR), ACTOR);
    issuer =
        TokenIssuer.open(
            database, identities, master, new IssuerName(OWN), clock, Duration.ofHours(1));
    token =
        issuer
            .clientCredentials(
                Optional.of(tenantId),
                auditor.identity().appId().toString(),
                auditor.clientSecret(),
                ApiAudience.SCOPE)
            .token()
            .accessToken();
  }

  @AfterEach
  void close() {
    sealing.close();
    master.close();
    database.close();
  }

  /** The documents of the log are left out: these tests ask for records alone. */
  private LedgerSite site(int turns) {
    LedgerServices logs = new LedgerServices(ledger, null, null, null, new Turns(turns, turns));
    Users users = new Users(database, ledger, crypto.random(), clock, identities.standings());
    return new LedgerSite(
        new SiteCallers(issuer, new Callers(identities.standings())),
        null,
        new AuditSearch(
            ledger,
            new UnifiedRecords.Directory(
                identities, users, (tenantId, policyId) -> Optional.empty(), LogKind.VAULTS),
            logs.turns()));
  }

  private Answer get(LedgerSite site, String query) {
    Get request = new Get("/api/v1/audit-records", query, token);
    return site.answer(request, RequestUri.parse(request), OWN);
  }

  @Test
  @DisplayName("is read by as many at a time as it may, and told to the others to try again")
  void bounded() {
    LedgerSite full = site(0);
    assertThatThrownBy(() -> get(full, ""))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(503);
              assertThat(refused.problem().code()).isEqualTo("too-many-requests");
            });
  }

  @Test
  @DisplayName("has room again after each answer, and after each refusal")
  void roomAgain() {
    LedgerSite one = site(1);
    for (int i = 0; i < 2; i++) {
      assertThat(get(one, "").status()).isEqualTo(200);
      assertThatThrownBy(() -> get(one, "max=0")).isInstanceOf(ProblemException.class);
    }
  }

  /** A GET with a token. */
  private record Get(String rawPath, String rawQuery, String token) implements WebRequest {

    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String host() {
      return OWN.getHost();
    }

    @Override
    public int port() {
      return 443;
    }

    @Override
    public Optional<String> header(String name) {
      return name.equals("Authorization") ? Optional.of("Bearer " + token) : Optional.empty();
    }

    @Override
    public List<String> headerNames() {
      return List.of("Authorization");
    }

    @Override
    public String remoteAddress() {
      return "127.0.0.1";
    }

    @Override
    public String tlsVersion() {
      return "TLSv1.3";
    }

    @Override
    public long bodyLength() {
      return 0;
    }

    @Override
    public boolean isBodyLeft() {
      return false;
    }

    @Override
    public InputStream body() {
      return InputStream.nullInputStream();
    }

    @Override
    public byte[] body(int maxBytes) {
      return new byte[0];
    }
  }
}
