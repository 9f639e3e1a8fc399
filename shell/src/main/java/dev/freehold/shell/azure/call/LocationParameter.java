package dev.freehold.shell.azure.call;

import dev.freehold.shell.remote.RemoteException;
import dev.freehold.web.http.RequestUri;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The location of a call. Runbooks name Azure's regions; a server that is in one place treats each
 * of them as that place.
 */
public final class LocationParameter {

  private LocationParameter() {}

  /** The location to act in; says so if it is not the one that was given. */
  static String of(AzureCall call, String given) {
    List<String> known = known(call);
    if (known.size() != 1 || folded(known.getFirst()).equals(folded(given))) {
      return given;
    }
    call.warning(
        "The location '%s' is not available here. The server's only one, '%s', is used."
            .formatted(given, known.getFirst()));
    return known.getFirst();
  }

  /** The value of {@code -Location}, if there is one. */
  public static Optional<String> given(AzureCall call) {
    return call.text("Location").map(text -> of(call, text));
  }

  private static List<String> known(AzureCall call) {
    String subscription = call.subscription();
    Optional<URI> management = call.account().server().management();
    return call.session()
        .locations(
            management.map(URI::toString).orElse("") + " " + subscription,
            () -> ask(call, subscription));
  }

  /** Where the server does not say, what was given goes to it and it decides. */
  private static List<String> ask(AzureCall call, String subscription) {
    List<String> names = new ArrayList<>();
    try {
      call.management()
          .each(
              "/subscriptions/%s/locations".formatted(RequestUri.encode(subscription)),
              Management.GROUPS,
              json -> names.add(json.path("name").asText()));
    } catch (RemoteException refused) {
      if (refused.kind() != RemoteException.Kind.REFUSED) {
        throw refused;
      }
      names.clear();
    }
    return names;
  }

  /** As servers compare them: {@code West Europe} and {@code westeurope} are the same. */
  private static String folded(String location) {
    return location.replace(" ", "").toLowerCase(Locale.ROOT);
  }
}
