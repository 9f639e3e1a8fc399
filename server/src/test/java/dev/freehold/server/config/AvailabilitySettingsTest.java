package dev.freehold.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The settings of the availability database")
class AvailabilitySettingsTest {

  private static final String URL = "freehold.availability.url";

  private static ServerSettings load(Map<String, String> settings) {
    return ServerSettings.from(
        new ConfigurationLoader().load(Optional.empty(), Map.of(), settings));
  }

  private static void assertInvalid(Map<String, String> settings, String words) {
    assertThatThrownBy(() -> load(settings))
        .isInstanceOfSatisfying(
            ServerException.class,
            e -> assertThat(e.error()).isEqualTo(ServerError.CONFIGURATION_INVALID))
        .hasMessageStartingWith(URL)
        .hasMessageContaining(words)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void nameAPostgresqlDatabase() {
    ServerSettings settings =
        load(Map.of(URL, "jdbc:postgresql://keys/a", "freehold.availability.connections", "4"));
    assertThat(settings.availability().url()).isEqualTo("jdbc:postgresql://keys/a");
    assertThat(settings.availability().connections()).isEqualTo(4);
    assertThat(settings.database().url()).isEmpty();
  }

  @Test
  void areRefusedIfTheyNameNoneOrCannotHaveAnEffect() {
    assertInvalid(Map.of(URL, "keys:5432"), "starts with jdbc:postgresql:");
    assertInvalid(Map.of("freehold.availability.user", "keys"), "have no effect");
    assertInvalid(Map.of("freehold.availability.password", "s3cret"), "have no effect");
  }

  @Test
  void keepThePasswordOutOfTheUrlWhichIsShown() {
    assertInvalid(
        Map.of(URL, "jdbc:postgresql://keys/a?password=s3cret"), "freehold.availability.password");
  }
}
