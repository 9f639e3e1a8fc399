package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server that is started as users start it")
class SurroundingsTest {

  @TempDir Path folder;

  @Test
  @DisplayName("hashes passwords with all the work that they are due")
  void hashesPasswords() throws Exception {
    Path data = folder.resolve("data");
    try (FreeholdServer server =
            FreeholdServer.start(TestServer.settings(data, Map.of()), Clock.systemUTC());
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      tenant
          .client()
          .post(
              "/api/v1/users",
              Map.of(
                  "userPrincipalName",
                  "ada@contoso.example",
                  "displayName",
                  "Ada",
                  "roles",
                  List.of("AUDITOR")));
      try (Connection byHand =
              DriverManager.getConnection("jdbc:sqlite:" + data.resolve("freehold.db"));
          Statement statement = byHand.createStatement();
          ResultSet row =
              statement.executeQuery("SELECT MIN(password_iterations) FROM user_credentials")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(CustodyLimits.PASSWORD_ITERATIONS);
      }
    }
  }
}
