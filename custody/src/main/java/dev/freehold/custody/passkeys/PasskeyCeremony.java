package dev.freehold.custody.passkeys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.AssertionResult;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RegistrationResult;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.StartAssertionOptions;
import com.yubico.webauthn.StartRegistrationOptions;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.ResidentKeyRequirement;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.yubico.webauthn.exception.InvalidSignatureCountException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.User;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What WebAuthn asks of authenticators, and whether they have done it. The authenticator has to
 * make sure by itself who uses it, by a PIN or a finger. Which make it is nobody asks. It keeps
 * nothing. Thread-safe.
 */
final class PasskeyCeremony {

  private static final Logger LOG = LoggerFactory.getLogger(PasskeyCeremony.class);
  private static final String NAME = "Freehold";

  private final Database database;
  private final Clock clock;

  PasskeyCeremony(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What an authenticator is asked.
   *
   * @param kept for the check of its answer
   * @param options for {@code navigator.credentials}, as JSON
   */
  record Asked(String kept, String options) {}

  /** An authenticator has signed with this passkey. */
  sealed interface Signed {
    /** As it should be. */
    record Good(Passkey passkey, long signCount) implements Signed {}

    /** It counts less than it did: there are two of it. */
    record Copied(Passkey passkey, long signCount) implements Signed {}

    /** It is not right, or not the person's. */
    record Wrong() implements Signed {}
  }

  Asked register(User user, PasskeySite site) {
    UUID objectId = user.identity().objectId();
    PublicKeyCredentialCreationOptions options =
        party(registered(objectId, site), site)
            .startRegistration(
                StartRegistrationOptions.builder()
                    .user(
                        UserIdentity.builder()
                            .name(user.userPrincipalName())
                            .displayName(user.identity().displayName())
                            .id(Passkey.handleOf(objectId))
                            .build())
                    .authenticatorSelection(
                        AuthenticatorSelectionCriteria.builder()
                            .residentKey(ResidentKeyRequirement.DISCOURAGED)
                            .userVerification(UserVerificationRequirement.REQUIRED)
                            .build())
                    .timeout(CustodyLimits.SECOND_STEP_LIFETIME.toMillis())
                    .build());
    return json(() -> new Asked(options.toJson(), options.toCredentialsCreateJson()));
  }

  /** Empty if the person has no passkey for the site. */
  Optional<Asked> sign(UUID objectId, PasskeySite site) {
    RegisteredPasskeys registered = registered(objectId, site);
    if (registered.isEmpty()) {
      return Optional.empty();
    }
    AssertionRequest request =
        party(registered, site)
            .startAssertion(
                StartAssertionOptions.builder()
                    .userHandle(Passkey.handleOf(objectId))
                    .userVerification(UserVerificationRequirement.REQUIRED)
                    .timeout(CustodyLimits.SECOND_STEP_LIFETIME.toMillis())
                    .build());
    return Optional.of(json(() -> new Asked(request.toJson(), request.toCredentialsGetJson())));
  }

  /**
   * The new passkey.
   *
   * @throws CustodyException {@code PASSKEY_REFUSED}
   */
  Passkey registered(SecondStepRows.Row step, String answer) {
    PasskeySite site = step.site();
    requireShort(answer);
    try {
      RegistrationResult made =
          party(registered(step.objectId(), site), site)
              .finishRegistration(
                  FinishRegistrationOptions.builder()
                      .request(PublicKeyCredentialCreationOptions.fromJson(step.challenge()))
                      .response(PublicKeyCredential.parseRegistrationResponseJson(answer))
                      .build());
      return new Passkey(
          UUID.randomUUID(),
          step.tenantId(),
          step.objectId(),
          site.rpId(),
          made.getKeyId().getId(),
          made.getPublicKeyCose(),
          made.getSignatureCount());
    } catch (RegistrationFailedException | IOException | RuntimeException wrong) {
      LOG.debug("a passkey was not registered", wrong);
      throw refused();
    }
  }

  Signed signed(SecondStepRows.Row step, String answer) {
    RegisteredPasskeys registered = registered(step.objectId(), step.site());
    try {
      requireShort(answer);
      AssertionResult result =
          party(registered, step.site())
              .finishAssertion(
                  FinishAssertionOptions.builder()
                      .request(AssertionRequest.fromJson(step.challenge()))
                      .response(PublicKeyCredential.parseAssertionResponseJson(answer))
                      .build());
      return registered
          .find(result.getCredential().getCredentialId())
          .filter(_ -> result.isSuccess() && result.isUserVerified())
          .<Signed>map(passkey -> new Signed.Good(passkey, result.getSignatureCount()))
          .orElseGet(Signed.Wrong::new);
    } catch (InvalidSignatureCountException copied) {
      return registered
          .find(copied.getCredentialId())
          .<Signed>map(passkey -> new Signed.Copied(passkey, copied.getReceived()))
          .orElseGet(Signed.Wrong::new);
    } catch (AssertionFailedException | IOException | RuntimeException wrong) {
      // What strangers write may fail in ways that the library does not name.
      LOG.debug("a passkey was not taken", wrong);
      return new Signed.Wrong();
    }
  }

  private RegisteredPasskeys registered(UUID objectId, PasskeySite site) {
    return RegisteredPasskeys.of(database, objectId, site, clock.instant());
  }

  private static RelyingParty party(RegisteredPasskeys registered, PasskeySite site) {
    return RelyingParty.builder()
        .identity(RelyingPartyIdentity.builder().id(site.rpId()).name(NAME).build())
        .credentialRepository(registered)
        .origins(Set.of(site.origin()))
        .build();
  }

  private static void requireShort(String answer) {
    if (answer.length() > CustodyLimits.MAX_PASSKEY_ANSWER_CHARS) {
      throw refused();
    }
  }

  static CustodyException refused() {
    return new CustodyException(
        CustodyError.PASSKEY_REFUSED,
        "what the authenticator signed is not what was asked for here within %d minutes; begin"
                .formatted(CustodyLimits.SECOND_STEP_LIFETIME.toMinutes())
            + " again");
  }

  /** What the library writes. */
  private interface Written {
    Asked get() throws JsonProcessingException;
  }

  private static Asked json(Written written) {
    try {
      return written.get();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("options have a form in JSON", impossible);
    }
  }
}
