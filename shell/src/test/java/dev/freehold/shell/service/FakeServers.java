package dev.freehold.shell.service;

import dev.freehold.powershell.run.Host;
import dev.freehold.shell.remote.Account;
import dev.freehold.shell.remote.Credentials;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.remote.ServerAddress;
import dev.freehold.shell.remote.Servers;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One server at one address that takes every sign-in. */
public final class FakeServers implements Servers {

  public static final URI HOME = URI.create("https://keep.example:8443");
  public static final UUID TENANT = new UUID(0x7e4, 0x7e4);

  public final FakeApi api = new FakeApi();
  public final List<Credentials> signIns = new ArrayList<>();
  public Optional<URI> usual = Optional.of(HOME);
  public Optional<String> vaultSuffix = Optional.of("vaults.keep.example:8444");

  @Override
  public ServerAddress find(URI uri, Host host) {
    if (!ServerChoice.sameHost(uri, HOME)) {
      throw new RemoteException(
          RemoteException.Kind.UNREACHABLE,
          0,
          "server-unreachable",
          uri.getHost() + " does not answer; check the address",
          "");
    }
    return new ServerAddress(
        "Freehold",
        HOME,
        Optional.of(HOME),
        "api://freehold",
        Optional.of(HOME.resolve("/graph")),
        Optional.of(HOME),
        vaultSuffix);
  }

  @Override
  public Optional<URI> usual() {
    return usual;
  }

  @Override
  public Account signIn(ServerAddress server, Credentials credentials, Host host) {
    signIns.add(credentials);
    String name =
        switch (credentials) {
          case Credentials.Interactive interactive ->
              interactive.userPrincipalName().orElse("ines@quarry.example");
          case Credentials.Password password -> password.userPrincipalName();
          case Credentials.DeviceCode _ -> "ines@quarry.example";
          case Credentials.ServicePrincipal program -> program.applicationId();
          case Credentials.Token token -> token.name().orElse("token");
        };
    return new SignedIn(name, TENANT, server);
  }

  @Override
  public Rest rest(URI base, String resource, Account account) {
    return api;
  }

  @Override
  public void close() {}

  private record SignedIn(String name, UUID tenantId, ServerAddress server) implements Account {
    @Override
    public String token(String resource) {
      return "a token";
    }
  }
}
