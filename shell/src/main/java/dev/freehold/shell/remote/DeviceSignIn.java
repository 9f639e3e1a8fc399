package dev.freehold.shell.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.Host;
import dev.freehold.powershell.value.scalar.SecureText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sign-in with a code that the user enters in a browser; RFC 8628. */
final class DeviceSignIn {

  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
  private static final int DEFAULT_INTERVAL_SECONDS = 5;

  private final RemoteTokenEndpoint endpoint;
  private final Clock clock;
  private final Pause pause;

  DeviceSignIn(RemoteTokenEndpoint endpoint, Clock clock, Pause pause) {
    this.endpoint = endpoint;
    this.clock = clock;
    this.pause = pause;
  }

  /** Shows the code and waits until it was entered. */
  ReceivedToken signIn(String resource, Host host) {
    JsonNode begun = endpoint.deviceCode(resource);
    host.write(message(begun) + "\n", Optional.empty());
    try (SecureText code = RemoteTokenEndpoint.secret(begun.path("device_code").asText())) {
      return poll(code, resource, begun);
    }
  }

  private static String message(JsonNode begun) {
    String message =
        begun
            .path("message")
            .asText(
                "To sign in, open the page %s and enter the code %s."
                    .formatted(
                        begun.path("verification_uri").asText(), begun.path("user_code").asText()));
    return Shown.text(message);
  }

  private ReceivedToken poll(SecureText code, String resource, JsonNode begun) {
    Duration life = Duration.ofSeconds(Math.max(0, begun.path("expires_in").asLong()));
    Instant end = clock.instant().plus(shorter(life, RemoteLimits.MAX_DEVICE_WAIT));
    Duration interval =
        Duration.ofSeconds(Math.max(1, begun.path("interval").asLong(DEFAULT_INTERVAL_SECONDS)));
    while (clock.instant().isBefore(end)) {
      interval = shorter(interval, RemoteLimits.MAX_DEVICE_INTERVAL);
      pause.forSure(interval);
      try {
        return endpoint.token(
            RemoteTokenEndpoint.with(
                RemoteTokenEndpoint.forPerson(GRANT, resource), "device_code", code));
      } catch (RemoteException answer) {
        switch (answer.code()) {
          case "authorization_pending" -> {}
          case "slow_down" -> interval = interval.plus(RemoteLimits.SLOW_DOWN_STEP);
          default -> throw answer;
        }
      }
    }
    throw Failures.refused(
        "expired_token", "The code was not entered in time; connect again for a new one.");
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
