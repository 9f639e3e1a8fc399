package dev.freehold.shell.remote;

import dev.freehold.powershell.run.Host;
import dev.freehold.powershell.value.scalar.SecureText;
import dev.freehold.web.client.Form;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Signs in at one server. */
final class SignIn {

  /** Stands for whatever tenant a person is of. */
  private static final String ANY_TENANT = "organizations";

  private final Exchanges exchanges;
  private final ServerAddress server;
  private final Host host;
  private final Clock clock;
  private final Pause pause;

  SignIn(Exchanges exchanges, ServerAddress server, Host host, Clock clock, Pause pause) {
    this.exchanges = exchanges;
    this.server = server;
    this.host = host;
    this.clock = clock;
    this.pause = pause;
  }

  Account with(Credentials credentials) {
    return switch (credentials) {
      case Credentials.Interactive asked -> interactive(asked);
      case Credentials.Password password -> password(password);
      case Credentials.DeviceCode device -> device(device);
      case Credentials.ServicePrincipal program -> program(program);
      case Credentials.Token token -> given(token);
    };
  }

  private Account interactive(Credentials.Interactive asked) {
    if (!host.isInteractive()) {
      throw Failures.refused(
          "sign-in-needs-user",
          "There is nobody to ask for a password. Sign in with -Credential, with a service"
              + " principal, or with -UseDeviceAuthentication.");
    }
    if (asked.userPrincipalName().isEmpty()) {
      return device(new Credentials.DeviceCode(asked.tenant()));
    }
    String name = asked.userPrincipalName().get();
    SecureText password =
        host.askSecret("Password for user %s: ".formatted(Shown.line(name)))
            .orElseThrow(() -> Failures.refused("sign-in-cancelled", "No password was given."));
    return password(new Credentials.Password(name, password, asked.tenant()));
  }

  private Account password(Credentials.Password person) {
    try {
      return signedIn(person);
    } catch (RemoteException refused) {
      if (StepUp.isSecondFactorWanted(refused) && host.isInteractive()) {
        return device(new Credentials.DeviceCode(person.tenant()));
      }
      if (!FirstPassword.isWanted(refused) || !host.isInteractive()) {
        throw refused;
      }
      return signedIn(new FirstPassword(exchanges, server.authority(), host).change(person));
    }
  }

  private Account signedIn(Credentials.Password person) {
    RemoteTokenEndpoint endpoint = endpoint(person.tenant());
    TokenSource source =
        resource ->
            endpoint.token(
                RemoteTokenEndpoint.with(
                    RemoteTokenEndpoint.forPerson("password", resource)
                        .with("username", person.userPrincipalName()),
                    "password",
                    person.password()));
    ReceivedToken first = source.ask(firstResource());
    return person(
        first,
        endpoint,
        new RenewedTokens(endpoint.unattended(), first.refresh(), Optional.of(source)),
        Optional.of(person.userPrincipalName()),
        person.tenant());
  }

  private Account device(Credentials.DeviceCode device) {
    RemoteTokenEndpoint endpoint = endpoint(device.tenant());
    ReceivedToken first = new DeviceSignIn(endpoint, clock, pause).signIn(firstResource(), host);
    return person(
        first,
        endpoint,
        new RenewedTokens(endpoint.unattended(), first.refresh(), Optional.empty()),
        Optional.empty(),
        device.tenant());
  }

  private Account program(Credentials.ServicePrincipal program) {
    RemoteTokenEndpoint endpoint = endpoint(Optional.of(program.tenant()));
    TokenSource source =
        resource ->
            endpoint.token(
                RemoteTokenEndpoint.with(
                        new Form()
                            .with("grant_type", "client_credentials")
                            .with("client_id", program.applicationId()),
                        "client_secret",
                        program.secret())
                    .with("scope", resource + "/.default"));
    return account(
        source.ask(firstResource()),
        source,
        Optional.empty(),
        Optional.of(program.applicationId()),
        Optional.of(program.tenant()));
  }

  private Account given(Credentials.Token given) {
    String token = given.token().reveal(String::new);
    Claims claims = Claims.ofGiven(token);
    UUID tenant =
        claims
            .tenantId()
            .or(() -> given.tenant().flatMap(Claims::guid))
            .orElseThrow(Claims::notOurs);
    TokenSource source =
        resource -> {
          String audience = claims.audience().orElse(resource);
          if (!audience.equals(resource)) {
            throw Failures.refused(
                "token-audience",
                "The token that was given is for %s and cannot be used for %s; sign in with a name, or give a token for that."
                    .formatted(audience, resource));
          }
          Instant end = claims.end().orElse(Instant.MAX);
          if (!clock.instant().isBefore(end)) {
            throw Failures.refused(
                "token-expired", "The token that was given has ended; connect with a new one.");
          }
          return new ReceivedToken(token, Duration.ofMinutes(1), Optional.empty());
        };
    return new SignedIn(
        given.name().or(claims::name).orElse("token"), tenant, server, source, clock);
  }

  /** Somebody who can be asked to sign in once more, if there is a terminal. */
  private Account person(
      ReceivedToken first,
      RemoteTokenEndpoint endpoint,
      RenewedTokens source,
      Optional<String> name,
      Optional<String> tenant) {
    Optional<TokenSource> stepUp =
        host.isInteractive()
            ? Optional.of(
                new StepUp(endpoint, host, clock, pause, source, Claims.of(first.token())))
            : Optional.empty();
    return account(first, source, stepUp, name, tenant);
  }

  private Account account(
      ReceivedToken first,
      TokenSource source,
      Optional<TokenSource> stepUp,
      Optional<String> name,
      Optional<String> tenant) {
    Claims claims = Claims.of(first.token());
    SignedIn account =
        new SignedIn(
            name.or(claims::name).orElse("unknown"),
            tenant(claims, tenant),
            server,
            source,
            stepUp,
            clock);
    account.keep(firstResource(), first);
    return account;
  }

  private UUID tenant(Claims claims, Optional<String> named) {
    return claims
        .tenantId()
        .or(() -> named.flatMap(Claims::guid))
        .orElseThrow(() -> Failures.invalidAnswer(server.authority(), "the token names no tenant"));
  }

  private RemoteTokenEndpoint endpoint(Optional<String> tenant) {
    return new RemoteTokenEndpoint(
        exchanges, server.authority(), tenant.orElse(ANY_TENANT), Optional.of(host));
  }

  /** What a token is asked for just to see whether the credentials are good. */
  private String firstResource() {
    return server.api().isPresent() || server.management().isEmpty()
        ? server.apiAudience()
        : server.management().get().toString();
  }
}
