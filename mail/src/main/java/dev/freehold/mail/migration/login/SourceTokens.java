package dev.freehold.mail.migration.login;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.mail.migration.endpoint.SignInMethod;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourceException;
import dev.freehold.mail.migration.imap.SourcePassword;
import dev.freehold.mail.migration.imap.SourceSockets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Access tokens of sources, kept in memory and renewed before they end. Safe for use by many
 * threads.
 */
final class SourceTokens {

  private final Clock clock;

  @GuardedBy("itself")
  private final Map<Key, Slot> slots = new LinkedHashMap<>(16, 0.75f, true);

  SourceTokens(Clock clock) {
    this.clock = clock;
  }

  /**
   * What a token is for. It has all that the endpoint says, so that a row of the database which was
   * changed to name another server gets no token that was given for the one before.
   *
   * @param owner empty for a token of all users
   */
  private record Key(MigrationEndpoint endpoint, Optional<SourceSecrets.Owner> owner) {
    static Key of(MigrationEndpoint endpoint, SourceSecrets secrets) {
      return new Key(
          endpoint,
          endpoint.signIn().kind().hasSecretOfUser()
              ? Optional.of(secrets.owner())
              : Optional.empty());
    }
  }

  /** Those who want the same token wait for the one who asks for it. */
  private static final class Slot {
    @GuardedBy("this")
    Optional<AccessToken> token = Optional.empty();
  }

  /**
   * A token.
   *
   * @param isKept whether it was asked for earlier, so that it may have been revoked since
   */
  record Found(SourcePassword token, boolean isKept) {}

  /**
   * A token that counts.
   *
   * @param sockets connect to the token server
   */
  Found get(SourceSockets sockets, MigrationEndpoint endpoint, SourceSecrets secrets)
      throws SourceException {
    Slot slot = slot(Key.of(endpoint, secrets));
    synchronized (slot) {
      Instant now = clock.instant();
      Optional<AccessToken> kept = slot.token.filter(token -> now.isBefore(token.renewAt()));
      if (kept.isPresent()) {
        return new Found(kept.get().token(), true);
      }
      TokenAnswers.Given given = ask(sockets, endpoint, secrets);
      slot.token = Optional.of(AccessToken.of(given.token(), now, given.life()));
      return new Found(given.token(), false);
    }
  }

  /** Forgets a token that the source does not take, unless another has come in its place. */
  void forget(MigrationEndpoint endpoint, SourceSecrets secrets, Found refused) {
    Slot slot = slot(Key.of(endpoint, secrets));
    synchronized (slot) {
      slot.token = slot.token.filter(kept -> !kept.token().equals(refused.token()));
    }
  }

  private Slot slot(Key key) {
    synchronized (slots) {
      Slot slot = slots.computeIfAbsent(key, _ -> new Slot());
      if (slots.size() > MigrationLimits.MAX_KEPT_TOKENS) {
        slots.remove(slots.keySet().iterator().next());
      }
      return slot;
    }
  }

  private static TokenAnswers.Given ask(
      SourceSockets sockets, MigrationEndpoint endpoint, SourceSecrets secrets)
      throws SourceException {
    byte[] request;
    try (SourceTokenRequest form = request(endpoint.signIn(), secrets)) {
      request = form.to(endpoint.signIn().tokenServer());
    }
    HttpAnswer answer;
    try {
      answer = sockets.askTokenServer(endpoint, request, HttpAnswer::read);
    } finally {
      Arrays.fill(request, (byte) 0);
    }
    TokenAnswers.Given given = TokenAnswers.read(answer);
    if (endpoint.signIn().kind().hasSecretOfUser()) {
      given.refreshToken().ifPresent(secrets::replaceOfUser);
    }
    return given;
  }

  private static SourceTokenRequest request(SignInMethod signIn, SourceSecrets secrets) {
    try (SourcePassword client = secrets.ofEndpoint()) {
      if (!signIn.kind().hasSecretOfUser()) {
        return SourceTokenRequest.byClientCredentials(signIn, client);
      }
      try (SourcePassword refresh = secrets.ofUser()) {
        return SourceTokenRequest.byRefreshToken(signIn, client, refresh);
      }
    }
  }
}
