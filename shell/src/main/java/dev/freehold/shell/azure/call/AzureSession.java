package dev.freehold.shell.azure.call;

import dev.freehold.powershell.run.binding.Cmdlet;
import dev.freehold.shell.remote.Connections;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.remote.ServerAddress;
import dev.freehold.shell.remote.Servers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The state of the Az cmdlets in one shell. Changed by the thread that runs the script; completion
 * reads the context from another.
 */
public final class AzureSession {

  private final Servers servers;
  private final Connections connections;
  private final Map<String, ServerAddress> environments = new LinkedHashMap<>();
  private final Map<String, List<String>> locations = new HashMap<>();
  private volatile Optional<AzureContext> current = Optional.empty();

  /**
   * A session that is not signed in.
   *
   * @param connections who else is signed in, for what only the service knows
   */
  public AzureSession(Servers servers, Connections connections) {
    this.servers = servers;
    this.connections = connections;
  }

  /** The service's API as each account that could see policies. */
  List<Rest> policyReaders() {
    return Stream.of(
            connections.exchange(),
            connections.sharePoint().map(Connections.AdminSite::account),
            current.map(AzureContext::account))
        .flatMap(Optional::stream)
        .filter(account -> account.server().api().isPresent())
        .map(
            account ->
                servers.rest(account.server().api().get(), account.server().apiAudience(), account))
        .toList();
  }

  /** The work of a cmdlet on one object of the pipeline. */
  @FunctionalInterface
  public interface Work {
    void on(AzureCall call);
  }

  /** A cmdlet whose failures end the work on one object and no more. */
  public Cmdlet cmdlet(Work work) {
    return invocation -> {
      try {
        work.on(new AzureCall(invocation, this));
      } catch (AzureFailure failure) {
        invocation.error(failure.error());
      } catch (RemoteException failure) {
        invocation.error(ServiceErrors.of(failure));
      }
    };
  }

  public Servers servers() {
    return servers;
  }

  public Optional<AzureContext> current() {
    return current;
  }

  public void current(Optional<AzureContext> context) {
    current = context;
  }

  /** The locations of a subscription, asked for once. */
  List<String> locations(String subscription, Supplier<List<String>> ask) {
    List<String> known = locations.get(subscription);
    if (known == null) {
      known = List.copyOf(ask.get());
      locations.put(subscription, known);
    }
    return known;
  }

  public void add(ServerAddress server) {
    environments.put(server.name().toLowerCase(Locale.ROOT), server);
  }

  public Optional<ServerAddress> environment(String name) {
    return Optional.ofNullable(environments.get(name.toLowerCase(Locale.ROOT)));
  }

  public List<ServerAddress> environments() {
    return List.copyOf(environments.values());
  }
}
