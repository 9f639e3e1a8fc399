package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.testing.AwakeTime;
import dev.freehold.persistence.testing.MortalPostgresql;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.stores.Schemas;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@DisplayName("A server whose availability database does not answer")
@Isolated("it measures time or memory")
@Timeout(300)
class DeadAvailabilityDatabaseTest {

  private static final Duration KNOWN = Duration.ofSeconds(6);
  private static final Duration RECOVERY = Duration.ofSeconds(20);

  @Test
  @DisplayName("fault67: shows no policy, says so, and leaves its load balancer until it is back")
  void fault67_stopped(@TempDir Path folder) throws IOException {
    try (MortalPostgresql postgresql = MortalPostgresql.start()) {
      DatabaseSettings.Postgresql keys = postgresql.migrated(Schemas.AVAILABILITY, 4);
      try (FreeholdServer server =
              TestServer.start(
                  folder,
                  Clock.systemUTC(),
                  Map.of(
                      "availability.url", keys.jdbcUrl(),
                      "availability.user", keys.user(),
                      "availability.password", keys.password()));
          TestTenant tenant = TestTenant.create(server, "contoso")) {
        awaitReadyz(server, 200, RECOVERY);
        postgresql.freeze();
        awaitReadyz(server, 503, KNOWN);
        assertThatExceptionOfType(ApiRefusedException.class)
            .isThrownBy(() -> tenant.client().get("/api/v1/policies"))
            .returns("database-unreachable", ApiRefusedException::code);
        assertThat(Monitoring.causes(server.metricsUri())).contains("availability-database-down");
        postgresql.thaw();
        awaitReadyz(server, 200, RECOVERY);
        assertThat(tenant.client().get("/api/v1/policies").path("policies")).isNotEmpty();
      }
    }
  }

  private static void awaitReadyz(FreeholdServer server, int status, Duration within)
      throws IOException {
    long start = AwakeTime.nanos();
    while (Monitoring.get(server.metricsUri(), "/readyz").statusCode() != status) {
      assertThat(AwakeTime.since(start)).isLessThan(within);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
