package dev.freehold.shell.azure.call;

import dev.freehold.powershell.run.binding.Cmdlet;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.remote.ServerAddress;
import dev.freehold.shell.remote.Servers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The state of the Az cmdlets in one shell. Changed by the thread that runs the script; completion
 * reads the context from another.
 */
public final class AzureSession {

  private final Servers servers;
  private final Map<String, ServerAddress> environments = new LinkedHashMap<>();
  private final Map<String, List<String>> locations = new HashMap<>();
  private volatile Optional<AzureContext> current = Optional.empty();

  public AzureSession(Servers servers) {
    this.servers = servers;
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
