package dev.freehold.console.vaults;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.RefusedException;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** When a vault makes a new version of a key by itself, and when that expires. */
public final class VaultRotation {

  static final String PATH = VaultKeyScreen.PATH + "/rotation";
  static final String REMOVE = PATH + "/remove";
  static final String NOW = VaultKeyScreen.PATH + "/rotate";

  private static final String RESOURCE = "/rotationpolicy?";
  private static final String AFTER_CREATE = "timeAfterCreate";
  private static final String BEFORE_EXPIRY = "timeBeforeExpiry";

  private VaultRotation() {}

  static PageView show(Visit visit) {
    VaultReader reader = new VaultReader(visit);
    String vault = visit.path("vault");
    String path = "/keys/" + visit.segment("key");
    VaultReader.Asked<VaultModels.Rotation> present =
        reader.ask(
            VaultModels.Rotation.class, Optional.of(vault), path + RESOURCE + VaultReader.KEYS);
    VaultReader.requireThere(present.refused());
    String address = reader.address(vault) + path;
    Optional<String> newest =
        reader
            .ask(VaultModels.Bundle.class, Optional.of(vault), path + "?" + VaultReader.KEYS)
            .value()
            .map(found -> address + "/" + found.key().version());
    return PageView.of(
        "vault-rotation",
        visit.texts().of("rotation.title", visit.path("key")),
        new RotationPage(
            vault,
            visit.path("key"),
            present,
            newest.flatMap(new RootPolicies(visit)::needing).orElse(List.of()),
            visit.refused()),
        Recipe.of(
            ("Set-AzKeyVaultKeyRotationPolicy -VaultName %s -Name %s -KeyRotationLifetimeAction"
                    + " @{ Action = 'Rotate'; TimeAfterCreate = 'P1Y' }")
                .formatted(vault, visit.path("key")),
            "PUT " + address + RESOURCE + VaultReader.KEYS),
        Recipe.of(
            "Invoke-AzKeyVaultKeyRotation -VaultName %s -Name %s"
                .formatted(vault, visit.path("key")),
            "POST %s/rotate?%s".formatted(address, VaultReader.KEYS)));
  }

  static Outcome set(Visit visit, FormBody form) {
    List<Map<String, Object>> actions = new ArrayList<>();
    String when = form.text("when");
    if (RotationPage.WHEN.contains(when)) {
      String span =
          span(visit, form, "rotate")
              .orElseThrow(() -> refused(visit, "span-missing", "rotation.span-missing"));
      actions.add(action("Rotate", when, span));
    }
    span(visit, form, "notify")
        .ifPresent(span -> actions.add(action("Notify", BEFORE_EXPIRY, span)));
    put(
        visit,
        actions,
        span(visit, form, "expiry")
            .<Map<String, Object>>map(span -> Map.of("expiryTime", span))
            .orElse(Map.of()));
    return new Outcome.Done(VaultKeyScreen.page(visit), "rotation-set");
  }

  private static Map<String, Object> action(String type, String trigger, String span) {
    return Map.of("trigger", Map.of(trigger, span), "action", Map.of("type", type));
  }

  /** A period that was typed as a number with a unit, or as ISO 8601 writes it. */
  private static Optional<String> span(Visit visit, FormBody form, String field) {
    String text = form.text(field).toUpperCase(Locale.ROOT);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String span = text.startsWith("P") ? text : "P" + text + form.text(field + "Unit");
    return Optional.of(
        RotationSpan.parse(span)
            .map(_ -> span)
            .orElseThrow(() -> refused(visit, "span-invalid", "rotation.span-invalid")));
  }

  private static RefusedException refused(Visit visit, String code, String text) {
    return new RefusedException(new Problem(400, code, visit.texts().of(text)));
  }

  /** A vault keeps no less than an empty policy, and the notices that it once had. */
  static Outcome remove(Visit visit, FormBody form) {
    put(visit, List.of(), Map.of());
    return new Outcome.Done(VaultKeyScreen.page(visit), "rotation-removed");
  }

  private static void put(
      Visit visit, List<Map<String, Object>> actions, Map<String, Object> attributes) {
    new VaultReader(visit)
        .send(
            Optional.of(visit.path("vault")),
            "PUT",
            "/keys/" + visit.segment("key") + RESOURCE + VaultReader.KEYS,
            Optional.of(Map.of("lifetimeActions", actions, "attributes", attributes)));
  }

  /** Makes a version now, as the policy would. */
  static Outcome rotate(Visit visit, FormBody form) {
    new VaultReader(visit)
        .send(
            Optional.of(visit.path("vault")),
            "POST",
            "/keys/%s/rotate?%s".formatted(visit.segment("key"), VaultReader.KEYS),
            Optional.empty());
    return new Outcome.Done(VaultKeyScreen.page(visit), "vault-version-made");
  }

  /**
   * What the template takes.
   *
   * @param needs the policies that have the newest version as a root
   */
  public record RotationPage(
      String vault,
      String key,
      VaultReader.Asked<VaultModels.Rotation> present,
      List<String> needs,
      Optional<Problem> refused) {

    /** When a version can be made, in the words of the protocol. */
    public static final List<String> WHEN = List.of(AFTER_CREATE, BEFORE_EXPIRY);

    /** Copies the list. */
    public RotationPage {
      needs = List.copyOf(needs);
    }

    /** The path of the key's page, below {@code /console}. */
    public String path() {
      return VaultKeyScreen.page(vault, key);
    }

    /** When a version is made now; empty if never. */
    public String when() {
      return action("rotate")
          .map(action -> action.afterCreate() != null ? AFTER_CREATE : BEFORE_EXPIRY)
          .orElse("");
    }

    private Optional<VaultModels.Rotation.Action> action(String type) {
      return present.value().flatMap(policy -> policy.action(type));
    }

    /** Whether there is a policy to be removed. */
    public boolean isSet() {
      return present.value().filter(VaultModels.Rotation::isSet).isPresent();
    }

    /** How long before a version is made, counted from what {@link #when} says. */
    public Period rotate() {
      return new Period("rotate", action("rotate").flatMap(VaultModels.Rotation.Action::span));
    }

    /** How long a version is good. */
    public Period expiry() {
      return new Period("expiry", present.value().flatMap(VaultModels.Rotation::expires));
    }

    /** How long before its expiry the vault tells of it. */
    public Period notice() {
      return new Period("notify", action("notify").flatMap(VaultModels.Rotation.Action::span));
    }
  }

  /**
   * A period of the form.
   *
   * @param field its name
   * @param present what it is now
   */
  public record Period(String field, Optional<RotationSpan> present) {

    /** What stands in the field. */
    public String number() {
      return present.map(RotationSpan::number).orElse("");
    }

    /** The unit that is chosen. */
    public String unit() {
      return present.map(RotationSpan::unit).orElse("D");
    }

    /** Those that can be chosen. */
    public List<String> units() {
      return RotationSpan.UNITS;
    }
  }
}
