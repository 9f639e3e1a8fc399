package dev.freehold.custody.people;

import static dev.freehold.custody.people.FactorsFixture.HOME;
import static dev.freehold.custody.people.FactorsFixture.NAME;
import static dev.freehold.custody.people.FactorsFixture.PASSWORD;
import static dev.freehold.custody.people.FactorsFixture.SITE;
import static dev.freehold.custody.people.FactorsFixture.SUBJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.passkeys.NewRecoveryCodes;
import dev.freehold.custody.passkeys.NextStep;
import dev.freehold.custody.passkeys.PasskeyOffer;
import dev.freehold.custody.passkeys.PasskeySite;
import dev.freehold.custody.passkeys.ProvenPerson;
import dev.freehold.custody.passkeys.StepAnswer;
import dev.freehold.custody.passkeys.StepOutcome;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.testing.TestAuthenticator;
import dev.freehold.persistence.Dialect;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Second factors")
class SecondFactorsTest {

  @TempDir private Path folder;

  private final TestAuthenticator key = new TestAuthenticator(FactorsFixture.ORIGIN);

  @Test
  @DisplayName("belong to a host with a name, by its origin as browsers write it")
  void sites() {
    assertThat(PasskeySite.of(URI.create("https://Harbour.Example:443")))
        .contains(new PasskeySite("harbour.example", "https://harbour.example"));
    assertThat(PasskeySite.of(URI.create("https://localhost:8443")))
        .contains(new PasskeySite("localhost", "https://localhost:8443"));
    assertThat(PasskeySite.of(URI.create("https://192.0.2.1:8443"))).isEmpty();
    assertThat(PasskeySite.of(URI.create("https://[2001:db8::1]"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are asked for once a person has a passkey, on whatever node")
  void journey(Dialect dialect) {
    try (FactorsFixture fixture = new FactorsFixture(dialect, folder)) {
      User runa = fixture.runa();
      assertThat(fixture.factors.after(runa, SUBJECT, SITE)).isEqualTo(new NextStep.Nothing());
      WayIn way = fixture.register(runa, key);
      assertThat(way.kind()).isEqualTo(WayKind.PASSKEY);
      assertThat(way.label()).isEqualTo("Blue key");
      assertThat(fixture.factors.after(fixture.sven(), SUBJECT, SITE))
          .isEqualTo(new NextStep.Nothing());

      NextStep.Proof asked = fixture.asked(runa);
      StepAnswer signed = new StepAnswer.Signature(key.get(asked.options().orElseThrow()));
      StepOutcome done = fixture.node().answer(asked.ticket(), SUBJECT, signed, HOME);
      ProvenPerson person = ((StepOutcome.Done) done).person();
      assertThat(fixture.users.require(person)).isEqualTo(runa);
      assertThat(fixture.factors.answer(asked.ticket(), SUBJECT, signed, HOME))
          .as("a second time")
          .isEqualTo(new StepOutcome.Over());
      assertThat(fixture.custody.entries("PasskeyCreate").getFirst().entry().details())
          .containsEntry("way", way.id().toString())
          .containsEntry("host", "harbour.example");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are not proved by a wrong origin, host, key, person or flag, or too late")
  void wrong(Dialect dialect) {
    try (FactorsFixture fixture = new FactorsFixture(dialect, folder)) {
      User runa = fixture.runa();
      fixture.register(runa, key);
      TestAuthenticator svens = new TestAuthenticator(FactorsFixture.ORIGIN);
      fixture.register(fixture.sven(), svens);

      assertWrong(fixture, options -> key.get(options, "https://harbour.example"));
      assertWrong(fixture, options -> key.get(options, "https://evil.example:8443"));
      assertWrong(fixture, options -> key.forHost("evil.example").get(options));
      key.forHost("");
      assertWrong(fixture, options -> key.verifying(false).get(options));
      key.verifying(true);
      assertWrong(fixture, svens::get);
      assertWrong(fixture, options -> new TestAuthenticator(FactorsFixture.ORIGIN).get(options));
      assertWrong(fixture, _ -> "{}");
      assertWrong(fixture, _ -> "x".repeat(CustodyLimits.MAX_PASSKEY_ANSWER_CHARS + 1));
      String other = key.get(fixture.asked(runa).options().orElseThrow());
      assertWrong(fixture, _ -> other);

      NextStep.Proof asked = fixture.asked(runa);
      StepAnswer signed = new StepAnswer.Signature(key.get(asked.options().orElseThrow()));
      assertThat(fixture.factors.answer(asked.ticket(), "another thing", signed, HOME))
          .isEqualTo(new StepOutcome.Over());
      NextStep.Proof late = fixture.asked(runa);
      StepAnswer slow = new StepAnswer.Signature(key.get(late.options().orElseThrow()));
      fixture.custody.clock.advance(CustodyLimits.SECOND_STEP_LIFETIME);
      assertThat(fixture.factors.answer(late.ticket(), SUBJECT, slow, HOME))
          .isEqualTo(new StepOutcome.Over());
      assertThat(fixture.custody.entries("SecondFactorCheck")).isNotEmpty();
    }
  }

  /** The question comes again with another challenge, and a right answer to that is taken. */
  private void assertWrong(FactorsFixture fixture, UnaryOperator<String> answer) {
    NextStep.Proof asked = fixture.asked(fixture.runa());
    StepOutcome outcome =
        fixture.factors.answer(
            asked.ticket(),
            SUBJECT,
            new StepAnswer.Signature(answer.apply(asked.options().orElseThrow())),
            HOME);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            StepOutcome.More.class,
            more -> {
              assertThat(more.isWrong()).isTrue();
              assertThat(((NextStep.Proof) more.next()).options()).isNotEqualTo(asked.options());
            });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are asked for five times, then the password again")
  void tries(Dialect dialect) {
    try (FactorsFixture fixture = new FactorsFixture(dialect, folder)) {
      fixture.register(fixture.runa(), key);
      NextStep.Proof asked = fixture.asked(fixture.runa());
      for (int i = 1; i < CustodyLimits.MAX_SECOND_STEP_TRIES; i++) {
        StepOutcome outcome =
            fixture.factors.answer(asked.ticket(), SUBJECT, new StepAnswer.Code("no"), HOME);
        asked = (NextStep.Proof) ((StepOutcome.More) outcome).next();
      }
      assertThat(fixture.factors.answer(asked.ticket(), SUBJECT, new StepAnswer.Code("no"), HOME))
          .isEqualTo(new StepOutcome.Over());
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("that count less than before are refused and recorded")
  void counter(Dialect dialect) {
    try (FactorsFixture fixture = new FactorsFixture(dialect, folder)) {
      fixture.register(fixture.runa(), key.countingFrom(7));
      assertWrong(fixture, options -> key.countingFrom(3).get(options));
      assertThat(fixture.custody.entries("PasskeyCounterRegression").getFirst().entry().details())
          .containsEntry("shown", "4")
          .containsEntry("known", "8");
      NextStep.Proof asked = fixture.asked(fixture.runa());
      key.countingFrom(8);
      assertThat(
              fixture.factors.answer(
                  asked.ticket(),
                  SUBJECT,
                  new StepAnswer.Signature(key.get(asked.options().orElseThrow())),
                  HOME))
          .isInstanceOf(StepOutcome.Done.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("can be recovery codes, each once, until there are new ones")
  void codes(Dialect dialect) {
    try (FactorsFixture fixture = new FactorsFixture(dialect, folder)) {
      User runa = fixture.runa();
      assertError(
          CustodyError.SECOND_FACTOR_NEEDED, () -> fixture.codes.create(fixture.caller(runa)));
      fixture.register(runa, key);
      NewRecoveryCodes first = fixture.codes.create(fixture.caller(runa));
      assertThat(first.codes()).hasSize(CustodyLimits.RECOVERY_CODES).doesNotHaveDuplicates();
      String code = first.codes().getFirst().shown();
      assertThat(code).matches("([a-kmnp-z]{4}-){4}[a-kmnp-z]{4}");
      assertThat(type(fixture, code.replace("-", " ").toUpperCase(Locale.ROOT)))
          .isInstanceOf(StepOutcome.Done.class);
      assertThat(type(fixture, code)).isInstanceOf(StepOutcome.More.class);
      assertThat(fixture.custody.entries("RecoveryCodeUse").getFirst().entry().details())
          .containsEntry("left", "9");

      NewRecoveryCodes second = fixture.codes.create(fixture.caller(runa));
      assertThat(type(fixture, first.codes().get(1).shown())).isInstanceOf(StepOutcome.More.class);
      assertThat(way(fixture, first.way().id()).why()).contains(WayEnd.REPLACED);
      second.codes().forEach(each -> type(fixture, each.shown()));
      assertThat(way(fixture, second.way().id()).why()).contains(WayEnd.USED);
    }
  }

  private static StepOutcome type(FactorsFixture fixture, String code) {
    return fixture.factors.answer(
        fixture.asked(fixture.runa()).ticket(), SUBJECT, new StepAnswer.Code(code), HOME);
  }

  private static WayIn way(FactorsFixture fixture, UUID id) {
    UUID runa = fixture.runa().identity().objectId();
    return fixture.changes.waysIn(fixture.custody.tenant.id(), runa).stream()
        .filter(way -> way.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("that a tenant requires are made right after the password, by the first who has it")
  void first(Dialect dialect) {
    try (FactorsFixture fixture = new FactorsFixture(dialect, folder)) {
      User sven = fixture.sven();
      assertError(CustodyError.SECOND_FACTOR_NEEDED, () -> fixture.require(sven, true));
      fixture.register(sven, new TestAuthenticator(FactorsFixture.ORIGIN));
      fixture.require(sven, true);
      User runa = fixture.runa();
      var slow = (NextStep.Registration) fixture.factors.after(runa, SUBJECT, SITE);
      var asked = (NextStep.Registration) fixture.factors.after(runa, SUBJECT, SITE);
      String made = key.create(asked.options().orElseThrow());
      StepOutcome registered =
          fixture.factors.answer(
              asked.ticket(), SUBJECT, new StepAnswer.NewKey("Blue key", made), HOME);
      NextStep.Codes shown = (NextStep.Codes) ((StepOutcome.More) registered).next();
      assertThat(shown.codes().codes()).hasSize(CustodyLimits.RECOVERY_CODES);
      assertThat(fixture.factors.answer(shown.ticket(), SUBJECT, new StepAnswer.GoOn(), HOME))
          .isInstanceOf(StepOutcome.Done.class);
      String second =
          new TestAuthenticator(FactorsFixture.ORIGIN).create(slow.options().orElseThrow());
      assertThat(
              fixture.factors.answer(
                  slow.ticket(), SUBJECT, new StepAnswer.NewKey("Second", second), HOME))
          .isEqualTo(new StepOutcome.Over());
      assertThat(fixture.factors.after(runa, SUBJECT, SITE)).isInstanceOf(NextStep.Proof.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("that a tenant requires are not ended both by one who has two and ends them at once")
  void lastTwo(Dialect dialect) {
    try (FactorsFixture fixture = new FactorsFixture(dialect, folder)) {
      User runa = fixture.runa();
      List<WayIn> both =
          List.of(
              fixture.register(runa, key),
              fixture.register(runa, new TestAuthenticator(FactorsFixture.ORIGIN)));
      fixture.require(runa, true);
      Caller owner = fixture.caller(fixture.runa());
      List<CompletableFuture<Boolean>> ended =
          both.stream()
              .map(
                  way ->
                      CompletableFuture.supplyAsync(
                          () -> isEnded(fixture, owner, way), Thread::startVirtualThread))
              .toList();
      assertThat(ended.stream().map(CompletableFuture::join).toList())
          .containsExactlyInAnyOrder(true, false);
      fixture.require(runa, false);
      both.stream()
          .filter(way -> way(fixture, way.id()).endedAt().isEmpty())
          .forEach(left -> fixture.changes.endOwnWayIn(owner, left.id()));
      assertThat(fixture.factors.after(fixture.runa(), SUBJECT, SITE))
          .isEqualTo(new NextStep.Nothing());
    }
  }

  private static boolean isEnded(FactorsFixture fixture, Caller owner, WayIn way) {
    try {
      fixture.changes.endOwnWayIn(owner, way.id());
      return true;
    } catch (CustodyException refused) {
      assertThat(refused.error()).isEqualTo(CustodyError.LAST_PASSKEY);
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are not made with another's ticket, twice, without verification or too many")
  void registering(Dialect dialect) {
    try (FactorsFixture fixture = new FactorsFixture(dialect, folder)) {
      User runa = fixture.runa();
      User sven = fixture.sven();
      PasskeyOffer offer = fixture.passkeys.begin(fixture.caller(runa), runa, SITE);
      String made = key.create(offer.options());
      assertError(
          CustodyError.PASSKEY_REFUSED,
          () -> fixture.passkeys.finish(fixture.caller(sven), offer.ticket(), "Key", made));
      fixture.passkeys.finish(fixture.caller(runa), offer.ticket(), "Key", made);
      assertError(
          CustodyError.PASSKEY_REFUSED,
          () -> fixture.passkeys.finish(fixture.caller(runa), offer.ticket(), "Key", made));
      PasskeyOffer wrong = fixture.passkeys.begin(fixture.caller(runa), runa, SITE);
      assertError(
          CustodyError.PASSKEY_REFUSED,
          () -> fixture.passkeys.finish(fixture.caller(runa), wrong.ticket(), "Key", made));
      String late = new TestAuthenticator(FactorsFixture.ORIGIN).create(wrong.options());
      assertError(
          CustodyError.PASSKEY_REFUSED,
          () -> fixture.passkeys.finish(fixture.caller(runa), wrong.ticket(), "Key", late));
      assertError(CustodyError.PASSKEY_REFUSED, () -> fixture.register(sven, key));
      assertError(
          CustodyError.PASSKEY_REFUSED,
          () ->
              fixture.register(
                  runa, new TestAuthenticator(FactorsFixture.ORIGIN).verifying(false)));
      assertError(
          CustodyError.PASSKEY_REFUSED,
          () -> fixture.register(runa, new TestAuthenticator("https://evil.example")));
      assertError(
          CustodyError.PASSKEY_REFUSED,
          () -> fixture.passkeys.begin(fixture.caller(runa), runa, Optional.empty()));
      for (int i = 1; i < CustodyLimits.MAX_PASSKEYS; i++) {
        fixture.register(runa, new TestAuthenticator(FactorsFixture.ORIGIN));
      }
      assertError(
          CustodyError.PASSKEY_LIMIT_REACHED,
          () -> fixture.passkeys.begin(fixture.caller(runa), runa, SITE));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("hold at every door: password, device, refresh, mail")
  void doors(Dialect dialect) {
    try (FactorsFixture fixture = new FactorsFixture(dialect, folder)) {
      User runa = fixture.runa();
      UserGrant before =
          fixture.signIns.password(
              fixture.issuer, Optional.empty(), NAME, PASSWORD, fixture.request());
      NewDeviceCode early =
          fixture.signIns.deviceCodes().begin(Optional.empty(), fixture.request());
      assertThat(
              TestSignIns.approve(
                  fixture.signIns.deviceCodes(), early.userCode(), NAME, PASSWORD, HOME))
          .isTrue();
      fixture.programs.password(NAME, PASSWORD, "imap", HOME);
      fixture.register(runa, key);

      assertError(
          CustodyError.SECOND_FACTOR_NEEDED,
          () ->
              fixture.signIns.password(
                  fixture.issuer, Optional.empty(), NAME, PASSWORD, fixture.request()));
      assertError(
          CustodyError.GRANT_INVALID,
          () ->
              fixture.signIns.refresh(
                  fixture.issuer,
                  Optional.empty(),
                  before.refreshToken().orElseThrow(),
                  fixture.request()));
      assertThat(
              fixture.signIns.deviceCode(
                  fixture.issuer, Optional.empty(), early.deviceCode(), "shell", HOME))
          .isInstanceOf(DeviceAnswer.Unknown.class);
      NewDeviceCode code = fixture.signIns.deviceCodes().begin(Optional.empty(), fixture.request());
      assertError(
          CustodyError.SECOND_FACTOR_NEEDED,
          () ->
              TestSignIns.approve(
                  fixture.signIns.deviceCodes(), code.userCode(), NAME, PASSWORD, HOME));
      assertError(
          CustodyError.SECOND_FACTOR_NEEDED,
          () -> fixture.programs.password(NAME, PASSWORD, "imap", HOME));
      NewAppPassword phone = fixture.appPasswords.create(fixture.caller(runa), "Phone");
      fixture.programs.password(NAME, new Password(phone.password().shown()), "imap", HOME);

      NextStep.Proof asked = fixture.asked(runa);
      StepOutcome done =
          fixture.factors.answer(
              asked.ticket(),
              SUBJECT,
              new StepAnswer.Signature(key.get(asked.options().orElseThrow())),
              HOME);
      ProvenPerson person = ((StepOutcome.Done) done).person();
      assertThat(fixture.signIns.deviceCodes().approve(code.userCode(), person, HOME)).isTrue();
      UserGrant grant =
          ((DeviceAnswer.SignedIn)
                  fixture.signIns.deviceCode(
                      fixture.issuer, Optional.empty(), code.deviceCode(), "shell", HOME))
              .grant();
      assertMethods(fixture, grant, true);
      UserGrant next =
          fixture.signIns.refresh(
              fixture.issuer,
              Optional.empty(),
              grant.refreshToken().orElseThrow(),
              fixture.request());
      assertMethods(fixture, next, true);
      assertMethods(fixture, before, false);
      fixture.changes.signOutEverywhere(
          fixture.custody.tenant.id(), runa.identity().objectId(), "admin");
      assertError(CustodyError.PASSWORD_WRONG, () -> fixture.users.require(person));
    }
  }

  private static void assertMethods(FactorsFixture fixture, UserGrant grant, boolean hasSecond) {
    assertThat(
            fixture
                .issuer
                .verifierFor("api://freehold")
                .verify(grant.token().accessToken())
                .factors()
                .hasSecond())
        .isEqualTo(hasSecond);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("end one by one, with the tokens got by them, and then the password is enough")
  void ends(Dialect dialect) {
    try (FactorsFixture fixture = new FactorsFixture(dialect, folder)) {
      User runa = fixture.runa();
      UUID objectId = runa.identity().objectId();
      WayIn way = fixture.register(runa, key);
      fixture.passkeys.rename(fixture.caller(runa), way.id(), "Old key");
      assertThat(way(fixture, way.id()).label()).isEqualTo("Old key");
      fixture.changes.endWayIn(fixture.custody.tenant.id(), objectId, way.id(), "admin");
      assertThat(fixture.runa().identity().signOuts()).isEqualTo(runa.identity().signOuts() + 1);
      assertThat(fixture.factors.after(fixture.runa(), SUBJECT, SITE))
          .isEqualTo(new NextStep.Nothing());
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("fault55: whose rows somebody else wrote prove nothing, nor is the rule off")
  void fault55_forged(Dialect dialect) {
    try (FactorsFixture fixture = new FactorsFixture(dialect, folder)) {
      User runa = fixture.runa();
      UUID objectId = runa.identity().objectId();
      fixture.register(runa, key);
      TestAuthenticator svens = new TestAuthenticator(FactorsFixture.ORIGIN);
      fixture.register(fixture.sven(), svens);
      fixture.write("UPDATE passkeys SET object_id = :id", objectId);
      assertWrong(fixture, svens::get);
      NextStep.Proof asked = fixture.asked(runa);
      fixture.write(
          "UPDATE second_steps SET tries = 0, revision = 9 WHERE object_id = :id", objectId);
      assertError(
          CustodyError.ROW_NOT_AUTHENTIC,
          () ->
              fixture.factors.answer(
                  asked.ticket(),
                  SUBJECT,
                  new StepAnswer.Signature(key.get(asked.options().orElseThrow())),
                  HOME));
      fixture.require(runa, true);
      fixture.write(
          "UPDATE tenants SET second_factor_required = 0 WHERE id = :id",
          fixture.custody.tenant.id());
      assertError(
          CustodyError.ROW_NOT_AUTHENTIC,
          () -> fixture.rule.isRequired(fixture.custody.tenant.id()));
    }
  }

  private static void assertError(CustodyError error, Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            CustodyException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
