package dev.freehold.vault.registry;

import dev.freehold.vault.seals.SealRows;
import dev.freehold.vault.seals.SealedState;
import dev.freehold.vault.seals.SealedThing;
import dev.freehold.vault.seals.SealedThingKind;
import dev.freehold.vault.seals.SealedUnit;
import dev.freehold.vault.seals.SealedUnits;
import dev.freehold.vault.seals.VaultSeals;
import dev.freehold.vault.subscriptions.RoleRows;
import dev.freehold.vault.subscriptions.SubscriptionRows;
import dev.freehold.vault.subscriptions.SubscriptionSeal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Every subscription, its roles, and every name of a vault, as they are in the tables. */
public final class RegistryUnits implements SealedUnits {

  /** Keeps nothing. */
  public RegistryUnits() {}

  @Override
  public void forEach(Handle tx, Consumer<SealedUnit> to) {
    Set<UUID> subscriptions = new LinkedHashSet<>(SubscriptionRows.ids(tx));
    subscriptions.addAll(SealRows.ids(tx, SealedThingKind.SUBSCRIPTION));
    subscriptions.addAll(SealRows.ids(tx, SealedThingKind.ROLES));
    for (UUID id : subscriptions) {
      SealedThing thing = SealedThing.subscription(id);
      SealedState says =
          VaultSeals.orUnreadable(
              thing,
              id.toString(),
              () -> SubscriptionRows.statement(id, SubscriptionRows.raw(tx, id)));
      to.accept(unit(tx, says));
      to.accept(unit(tx, roles(tx, id, says.tenantId())));
    }
    List<String> names = VaultRows.names(tx);
    names.forEach(name -> to.accept(unit(tx, vault(tx, name))));
    Set<UUID> known =
        names.stream().map(name -> SealedThing.vault(name).id()).collect(Collectors.toSet());
    SealRows.ids(tx, SealedThingKind.VAULT).stream()
        .filter(id -> !known.contains(id))
        .map(id -> new SealedThing(SealedThingKind.VAULT, id, 0))
        .forEach(gone -> to.accept(unit(tx, SealedState.none(gone, "of a name without one"))));
  }

  private static SealedState roles(Handle tx, UUID subscriptionId, UUID tenantId) {
    return VaultSeals.orUnreadable(
        SealedThing.roles(subscriptionId),
        subscriptionId.toString(),
        () -> SubscriptionSeal.roles(subscriptionId, tenantId, RoleRows.raw(tx, subscriptionId)));
  }

  private static SealedState vault(Handle tx, String name) {
    return VaultSeals.orUnreadable(
        SealedThing.vault(name),
        name,
        () ->
            VaultRows.raw(tx, name)
                .map(VaultRows.Found::statement)
                .orElseGet(() -> VaultSealFields.noVault(name)));
  }

  private static SealedUnit unit(Handle tx, SealedState says) {
    return new SealedUnit.Whole(says, SealRows.find(tx, says.thing()));
  }

  /** Whether anything of it is refused, which is reported. */
  boolean isAnyRefused(Handle tx) {
    AtomicBoolean refused = new AtomicBoolean();
    VaultSeals seals = VaultSeals.current();
    forEach(
        tx,
        unit -> {
          if (unit.rows().stream().anyMatch(row -> seals.isRefused(row.says(), row.seal()))) {
            refused.set(true);
          }
        });
    return refused.get();
  }
}
