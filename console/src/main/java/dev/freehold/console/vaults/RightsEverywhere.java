package dev.freehold.console.vaults;

import dev.freehold.console.frame.ConsoleTexts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody may do in all vaults that the visitor administers.
 *
 * @param places vaults and subscriptions where there is something, in the order of names
 * @param vaults how many vaults were looked at
 * @param gaps what was not looked at, in words; empty if this is everything
 */
public record RightsEverywhere(List<Place> places, int vaults, List<String> gaps) {

  /** Copies the lists. */
  public RightsEverywhere {
    places = List.copyOf(places);
    gaps = List.copyOf(gaps);
  }

  /** What a place is. */
  public enum Kind {
    /** All vaults of a subscription. */
    SUBSCRIPTION,
    /** A vault. */
    VAULT,
    /** A vault that is deleted, and has its roles again when somebody recovers it. */
    DELETED_VAULT
  }

  /**
   * A vault, or a subscription with a role for all its vaults.
   *
   * @param own what the person has by themselves, and what a removal takes
   * @param stays what the person has by groups, and keeps
   */
  public record Place(Kind kind, String name, List<Right> own, List<Right> stays) {

    /** Copies the lists. */
    public Place {
      own = List.copyOf(own);
      stays = List.copyOf(stays);
    }

    /** Whether it has a page. */
    public boolean isVault() {
      return kind == Kind.VAULT;
    }

    /** What it is called in a table. */
    public String title(ConsoleTexts texts) {
      return switch (kind) {
        case SUBSCRIPTION -> texts.of("everywhere.subscription", name);
        case VAULT -> name;
        case DELETED_VAULT -> texts.of("everywhere.deleted", name);
      };
    }
  }

  /**
   * One right.
   *
   * @param what permissions, or the name of a role
   * @param limit what it is limited to, such as one key; empty if to nothing
   * @param group by which somebody has it; empty if by themselves
   * @param hasEffect false if the vault goes by the other kind of rights
   * @param removal how it is taken away
   */
  public record Right(
      String what, String limit, String group, boolean hasEffect, Removal removal) {}

  /** What has to be sent to take a right away. */
  sealed interface Removal {

    /** One access policy; those of others stay. */
    record OfPolicy(VaultModels.VaultResource vault, VaultModels.Grant grant) implements Removal {}

    /** One role. */
    record OfRole(RoleModels.Assignment assignment) implements Removal {}
  }

  /** Whether there is anything to take. */
  public boolean hasOwn() {
    return places.stream().anyMatch(place -> !place.own().isEmpty());
  }

  /** How many rights would be taken. */
  public long count() {
    return places.stream().mapToLong(place -> place.own().size()).sum();
  }

  /** Whether somebody has something by a group. */
  public boolean hasMore() {
    return places.stream().anyMatch(place -> !place.stays().isEmpty());
  }

  /** Changes whenever what would be taken does. */
  public String mark() {
    String all =
        places.stream()
            .flatMap(
                place ->
                    place.own().stream()
                        .flatMap(right -> Stream.of(place.name(), right.what(), right.limit())))
            .collect(Collectors.joining("\n"));
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
  }
}
