package dev.freehold.console.vaults;

import dev.freehold.console.screen.PolicyModel;
import dev.freehold.console.screen.Visit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for what somebody may do in all vaults that the visitor administers. Asks three times for
 * each subscription and once for each group that has rights, however many vaults and keys there
 * are.
 */
final class RightsSurvey {

  private static final int MAX_GROUPS = 50;

  private final Visit visit;
  private final VaultReader reader;
  private final String principal;
  private final List<String> gaps = new ArrayList<>();
  private final List<OfSubscription> subscriptions = new ArrayList<>();
  private final Map<String, RoleModels.Definition> roles = new HashMap<>();
  private final Map<String, String> groups = new HashMap<>();

  private RightsSurvey(Visit visit, String principal) {
    this.visit = visit;
    this.reader = new VaultReader(visit);
    this.principal = principal;
  }

  private record OfSubscription(
      VaultModels.Subscription subscription,
      List<VaultModels.VaultResource> vaults,
      List<VaultModels.DeletedVaultResource> deleted,
      List<RoleModels.Assignment> assignments) {

    String path() {
      return path(subscription);
    }

    static String path(VaultModels.Subscription subscription) {
      return "/subscriptions/" + subscription.subscriptionId();
    }

    boolean isDeleted(String name) {
      return deleted.stream().anyMatch(vault -> vault.name().equalsIgnoreCase(name));
    }

    /** The vaults that have roles and are not among {@code vaults}, and their roles. */
    Map<String, List<RoleModels.Assignment>> ofOtherVaults() {
      Set<String> listed =
          vaults.stream().map(vault -> folded(vault.name())).collect(Collectors.toSet());
      return assignments.stream()
          .filter(one -> one.vault().filter(name -> !listed.contains(folded(name))).isPresent())
          .collect(
              Collectors.groupingBy(
                  one -> one.vault().orElseThrow(), TreeMap::new, Collectors.toList()));
    }

    Stream<String> principals() {
      return Stream.concat(
          vaults.stream()
              .flatMap(vault -> vault.properties().accessPolicies().stream())
              .map(VaultModels.Grant::objectId),
          assignments.stream().map(one -> one.properties().principalId()));
    }
  }

  /** What was found. */
  record Found(RightsEverywhere rights, Set<String> used) {

    /**
     * Whether somebody may wrap or unwrap with a key by what would be taken.
     *
     * @param key a root key of a policy
     */
    boolean uses(PolicyModel.Key key) {
      String host = folded(key.vault());
      return used.contains(host) || used.contains(host + "/" + folded(key.name()));
    }
  }

  static Found of(Visit visit, String principal) {
    RightsSurvey survey = new RightsSurvey(visit, principal);
    survey.read();
    survey.findGroups();
    return new Found(survey.rights(), survey.used());
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private String text(String key, Object... values) {
    return visit.texts().of(key, values);
  }

  private void read() {
    VaultCatalogue catalogue = new VaultCatalogue(reader);
    VaultCatalogue.Subscriptions all = catalogue.subscriptions();
    if (!all.isWhole()) {
      gaps.add(text("everywhere.gap-subscriptions", all.list().size()));
    }
    for (VaultModels.Subscription each : all.list()) {
      Optional<VaultCatalogue.Listed<VaultModels.VaultResource>> vaults = catalogue.vaults(each);
      Optional<VaultCatalogue.Listed<VaultModels.DeletedVaultResource>> deleted =
          catalogue.deleted(each);
      Optional<RoleModels.Assignments> assignments =
          reader
              .ask(
                  RoleModels.Assignments.class,
                  Optional.empty(),
                  VaultRoles.path(OfSubscription.path(each), "roleAssignments"))
              .value();
      if (vaults.isEmpty() || deleted.isEmpty() || assignments.isEmpty()) {
        gaps.add(text("everywhere.gap-subscription", each.displayName()));
      } else if (!vaults.get().isWhole()) {
        gaps.add(text("everywhere.gap-vaults", each.displayName(), vaults.get().items().size()));
      }
      deleted
          .filter(found -> !found.isWhole() || !found.items().isEmpty())
          .ifPresent(_ -> gaps.add(text("everywhere.gap-deleted", each.displayName())));
      subscriptions.add(
          new OfSubscription(
              each,
              vaults.map(VaultCatalogue.Listed::items).orElse(List.of()),
              deleted.map(VaultCatalogue.Listed::items).orElse(List.of()),
              assignments.map(RoleModels.Assignments::value).orElse(List.of())));
    }
    subscriptions.stream()
        .filter(one -> !one.assignments().isEmpty())
        .findFirst()
        .ifPresent(
            one ->
                VaultRoles.definitions(reader, one.path())
                    .forEach(role -> roles.put(role.name(), role)));
  }

  /** Those of the groups with rights that the person is in. */
  private void findGroups() {
    VaultPrincipals directory = new VaultPrincipals(visit);
    Optional<Map<String, String>> known = directory.groups();
    if (known.isEmpty()) {
      gaps.add(text("everywhere.gap-groups"));
      return;
    }
    Set<String> withRights =
        subscriptions.stream()
            .flatMap(OfSubscription::principals)
            .filter(known.get()::containsKey)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (withRights.size() > MAX_GROUPS) {
      gaps.add(text("everywhere.gap-many-groups", MAX_GROUPS, withRights.size()));
    }
    withRights.stream()
        .limit(MAX_GROUPS)
        .forEach(
            group -> {
              Optional<Boolean> member = directory.isMember(group, principal);
              if (member.isEmpty()) {
                gaps.add(text("everywhere.gap-group", known.get().get(group)));
              } else if (member.get()) {
                groups.put(group, known.get().get(group));
              }
            });
  }

  private RightsEverywhere rights() {
    List<RightsEverywhere.Place> places = new ArrayList<>();
    for (OfSubscription each : subscriptions) {
      place(
              RightsEverywhere.Kind.SUBSCRIPTION,
              each.subscription().displayName(),
              Stream.empty(),
              each.assignments().stream().filter(one -> one.vault().isEmpty()),
              true)
          .ifPresent(places::add);
      for (VaultModels.VaultResource vault : each.vaults()) {
        place(
                RightsEverywhere.Kind.VAULT,
                vault.name(),
                Stream.of(vault),
                each.assignments().stream()
                    .filter(one -> one.vault().filter(vault.name()::equalsIgnoreCase).isPresent()),
                vault.properties().enableRbacAuthorization())
            .ifPresent(places::add);
      }
      each.ofOtherVaults()
          .forEach(
              (name, roles) ->
                  place(
                          each.isDeleted(name)
                              ? RightsEverywhere.Kind.DELETED_VAULT
                              : RightsEverywhere.Kind.VAULT,
                          name,
                          Stream.empty(),
                          roles.stream().map(one -> one.at(each.path())),
                          true)
                      .ifPresent(places::add));
    }
    return new RightsEverywhere(
        places, subscriptions.stream().mapToInt(one -> one.vaults().size()).sum(), gaps);
  }

  private Optional<RightsEverywhere.Place> place(
      RightsEverywhere.Kind kind,
      String name,
      Stream<VaultModels.VaultResource> vault,
      Stream<RoleModels.Assignment> assignments,
      boolean goesByRoles) {
    List<RightsEverywhere.Right> all =
        Stream.concat(
                vault.flatMap(this::policies),
                assignments.flatMap(one -> role(one, goesByRoles).stream()))
            .toList();
    Map<Boolean, List<RightsEverywhere.Right>> byGroup =
        all.stream().collect(Collectors.partitioningBy(right -> !right.group().isEmpty()));
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RightsEverywhere.Place(kind, name, byGroup.get(false), byGroup.get(true)));
  }

  private Stream<RightsEverywhere.Right> policies(VaultModels.VaultResource vault) {
    boolean hasEffect = !vault.properties().enableRbacAuthorization();
    return vault.properties().accessPolicies().stream()
        .filter(grant -> isConcerned(grant.objectId()))
        .map(
            grant ->
                new RightsEverywhere.Right(
                    words(grant),
                    grant.applicationId() == null
                        ? ""
                        : text("vault.through", grant.applicationId()),
                    group(grant.objectId()),
                    hasEffect,
                    new RightsEverywhere.Removal.OfPolicy(vault, grant)));
  }

  private static String words(VaultModels.Grant grant) {
    return Stream.of("keys", "secrets", "certificates", "storage")
        .filter(family -> !grant.permissions().getOrDefault(family, List.of()).isEmpty())
        .map(family -> family + ": " + String.join(", ", grant.permissions().get(family)))
        .collect(Collectors.joining("; "));
  }

  private Optional<RightsEverywhere.Right> role(RoleModels.Assignment one, boolean hasEffect) {
    String who = one.properties().principalId();
    return isConcerned(who)
        ? Optional.of(
            new RightsEverywhere.Right(
                title(one),
                one.key().map(key -> text("everywhere.of-key", key)).orElse(""),
                group(who),
                hasEffect,
                new RightsEverywhere.Removal.OfRole(one)))
        : Optional.empty();
  }

  private String title(RoleModels.Assignment one) {
    String role = one.properties().role();
    return Optional.ofNullable(roles.get(role))
        .map(found -> found.properties().roleName())
        .orElse(role);
  }

  private boolean isConcerned(String id) {
    return isPrincipal(id) || groups.containsKey(id);
  }

  private boolean isPrincipal(String id) {
    return principal.equalsIgnoreCase(id);
  }

  private String group(String id) {
    return isPrincipal(id) ? "" : groups.get(id);
  }

  /** Hosts of vaults, and of keys in them, that the person may use as the service does. */
  private Set<String> used() {
    Set<String> used = new HashSet<>();
    for (OfSubscription each : subscriptions) {
      for (VaultModels.VaultResource vault : each.vaults()) {
        String host = VaultReader.host(vault);
        if (vault.properties().enableRbacAuthorization()) {
          each.assignments().stream()
              .filter(one -> isPrincipal(one.properties().principalId()))
              .filter(one -> one.reaches(vault.name()) && opensKeys(one))
              .map(one -> one.key().map(key -> host + "/" + key).orElse(host))
              .map(RightsSurvey::folded)
              .forEach(used::add);
        } else if (vault.properties().accessPolicies().stream()
            .filter(grant -> isPrincipal(grant.objectId()))
            .anyMatch(VaultModels.Grant::opensKeys)) {
          used.add(host);
        }
      }
    }
    return used;
  }

  /** Of a role that is not known the page says rather too much than too little. */
  private boolean opensKeys(RoleModels.Assignment one) {
    return Optional.ofNullable(roles.get(one.properties().role()))
        .map(RoleModels.Definition::opensKeys)
        .orElse(true);
  }
}
