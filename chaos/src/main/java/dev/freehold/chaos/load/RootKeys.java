package dev.freehold.chaos.load;

import dev.freehold.chaos.load.ChaosTarget.VaultPlace;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.TrustedAuthority;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.http.Json;
import dev.freehold.server.quickstart.VaultAdministrator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** The two vaults with the root keys of one tenant, as those who own them. */
final class RootKeys implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String API_VERSION = "?api-version=7.4";
  private static final String NEW_KEY = "{\"kty\":\"RSA\",\"key_size\":2048}";
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final List<VaultPlace> places;
  private final List<VaultAdministrator> administrators = new ArrayList<>();

  private RootKeys(List<VaultPlace> places) {
    this.places = places;
  }

  /** Makes a vault {@code NAME-1} at the first place, {@code NAME-2} at the second one. */
  static RootKeys make(List<VaultPlace> places, String name) throws IOException {
    RootKeys made = new RootKeys(places);
    for (VaultPlace place : places) {
      String vault = name + "-" + (made.administrators.size() + 1);
      Connection connection = place.administrator();
      VaultAdministrator administrator =
          new VaultAdministrator(
              connection,
              objectId(connection),
              UUID.nameUUIDFromBytes(
                  ("subscription of " + connection.tenant()).getBytes(StandardCharsets.UTF_8)),
              place.managementUri(),
              vault,
              place.vault(vault),
              Clock.systemUTC());
      made.administrators.add(administrator);
      administrator.createVault(services(place));
    }
    return made;
  }

  /** Who the administrator is in access policies. */
  private static UUID objectId(Connection connection) throws IOException {
    try (ApiClient client = new ApiClient(connection, Clock.systemUTC())) {
      String token = client.tokensFor(ApiAudience.SCOPE).current().value();
      byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
      return UUID.fromString(Json.MAPPER.readTree(claims).path("oid").asText());
    }
  }

  private static UUID[] services(VaultPlace place) {
    return place.services().toArray(UUID[]::new);
  }

  /** A key of this name in both vaults, or a new version of it; URIs with the version. */
  List<String> newVersions(String key) throws IOException {
    List<String> versions = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      versions.add(newVersion(i, key));
    }
    return versions;
  }

  /**
   * The same in one of the vaults. Keys of 2,048 bits take a tenth of the time of longer ones,
   * which counts where many processes share two cores.
   */
  String newVersion(int vault, String key) throws IOException {
    VaultPlace place = places.get(vault);
    Connection connection = place.administrator();
    String audience = "https://%s:%d".formatted(place.suffix(), place.port());
    try (ApiClient client = new ApiClient(connection, Clock.systemUTC());
        HttpClient http =
            HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .sslContext(TrustedAuthority.context(connection.authorityPem()))
                .build()) {
      String token = client.tokensFor(audience + "/.default").current().value();
      URI create =
          administrators.get(vault).vaultUri().resolve("/keys/" + key + "/create" + API_VERSION);
      HttpRequest request =
          HttpRequest.newBuilder(create)
              .timeout(PATIENCE)
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(NEW_KEY))
              .build();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("no key was made: " + answer.statusCode() + " " + answer.body());
      }
      return Json.MAPPER.readTree(answer.body()).at("/key/kid").asText();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  /** The URI without the version. */
  static String newest(String version) {
    return version.substring(0, version.lastIndexOf('/'));
  }

  /**
   * Takes the service's permission away at both vaults, or gives it back at both; tries again until
   * both have acknowledged it.
   *
   * @return whether they have, within {@code patience}
   */
  boolean permit(boolean allowed, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    Set<Integer> done = new HashSet<>();
    while (done.size() < places.size() && System.nanoTime() < end) {
      for (int i = 0; i < places.size(); i++) {
        if (!done.contains(i) && isPermitted(i, allowed)) {
          done.add(i);
        }
      }
      if (done.size() < places.size()) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    return done.size() == places.size();
  }

  private boolean isPermitted(int vault, boolean allowed) {
    try {
      if (allowed) {
        administrators.get(vault).grant(services(places.get(vault)));
      } else {
        administrators.get(vault).revoke(services(places.get(vault)));
      }
      return true;
    } catch (IOException | RuntimeException notNow) {
      // The vault is down or cut off; it is asked again.
      return false;
    }
  }

  @Override
  public void close() {
    administrators.forEach(VaultAdministrator::close);
  }
}
