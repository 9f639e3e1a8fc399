package dev.freehold.shell.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.Host;
import dev.freehold.powershell.value.scalar.SecureText;
import dev.freehold.web.client.Form;
import dev.freehold.web.client.TokenRequests;
import dev.freehold.web.http.RequestUri;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/** One tenant's OAuth endpoints at one server. Safe for use by many threads. */
final class RemoteTokenEndpoint {

  /** Who asks for a person's tokens: this shell, which has no secret of its own. */
  static final String CLIENT_ID = "429f2e68-0bfe-46a8-9a56-04097d45937f";

  private final Exchanges exchanges;
  private final String base;
  private final Optional<Host> host;

  /**
   * @param tenant a GUID, a name, or {@code organizations}
   * @param host may be asked whether to trust the server
   */
  RemoteTokenEndpoint(Exchanges exchanges, URI authority, String tenant, Optional<Host> host) {
    this.exchanges = exchanges;
    this.base = authority + "/" + RequestUri.encode(tenant) + "/oauth2/v2.0/";
    this.host = host;
  }

  /** The same for a time when nobody is there to ask. */
  RemoteTokenEndpoint unattended() {
    return new RemoteTokenEndpoint(exchanges, base, Optional.empty());
  }

  private RemoteTokenEndpoint(Exchanges exchanges, String base, Optional<Host> host) {
    this.exchanges = exchanges;
    this.base = base;
    this.host = host;
  }

  /** A form for a person's token with one for renewal. */
  static Form forPerson(String grant, String resource) {
    return new Form()
        .with("grant_type", grant)
        .with("client_id", CLIENT_ID)
        .with("scope", resource + "/.default offline_access");
  }

  /**
   * Asks for a token; the form is overwritten.
   *
   * @throws RemoteException REFUSED with OAuth's own code
   */
  ReceivedToken token(Form form) {
    Exchanges.Answer answer = post("token", form);
    if (!answer.isSuccess()) {
      throw answer.refusal();
    }
    TokenRequests.Given given =
        TokenRequests.read(answer.json())
            .orElseThrow(() -> Failures.invalidAnswer(answer.uri(), "there is no token in it"));
    return new ReceivedToken(
        given.token(), given.life(), given.refresh().map(RemoteTokenEndpoint::secret));
  }

  /** Begins a sign-in by device code. */
  JsonNode deviceCode(String resource) {
    Form form =
        new Form()
            .with("client_id", CLIENT_ID)
            .with("scope", resource + "/.default offline_access");
    Exchanges.Answer answer = post("devicecode", form);
    if (!answer.isSuccess()) {
      throw answer.refusal();
    }
    if (!answer.json().path("device_code").isTextual()) {
      throw Failures.invalidAnswer(answer.uri(), "there is no device code in it");
    }
    return answer.json();
  }

  private Exchanges.Answer post(String path, Form form) {
    try (form) {
      return exchanges.send(
          TokenRequests.post(URI.create(base + path), form, RemoteLimits.CALL_TIMEOUT), host);
    }
  }

  /** Adds a secret field to a form. */
  static Form with(Form form, String name, SecureText value) {
    return value.reveal(chars -> form.with(name, chars));
  }

  static SecureText secret(String text) {
    char[] chars = text.toCharArray();
    try {
      return SecureText.copyOf(chars);
    } finally {
      Arrays.fill(chars, '\0');
    }
  }
}
