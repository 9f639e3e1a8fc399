package dev.freehold.vault.management;

import dev.freehold.vault.VaultException;
import dev.freehold.vault.VaultName;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.registry.DeletedVault;
import dev.freehold.vault.registry.Location;
import dev.freehold.vault.registry.NewVault;
import dev.freehold.vault.registry.Registry;
import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.registry.VaultRange;
import dev.freehold.vault.registry.VaultSettings;
import dev.freehold.vault.subscriptions.ResourceGroup;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.WireError;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The operations on vaults that are alive, a short method each. */
final class VaultHandlers {

  private final Registry registry;
  private final VaultJson json;

  VaultHandlers(Registry registry, VaultJson json) {
    this.registry = registry;
    this.json = json;
  }

  Answer get(ManagementCall call) {
    Vault vault =
        call.exchange()
            .read(
                tx ->
                    registry
                        .vaults()
                        .find(tx, call.vaultName())
                        .filter(found -> isHere(call, found))
                        .orElseThrow(() -> ManagementErrors.vaultNotFound(call)));
    return Answer.ok(json.write(vault));
  }

  Answer put(ManagementCall call) {
    VaultBody body = VaultBody.full(call.json());
    return ManagementErrors.answering(
        () ->
            call.exchange()
                .commit(tx -> body.recovers() ? recover(tx, call, body) : write(tx, call, body)));
  }

  Answer patch(ManagementCall call) {
    VaultBody body = VaultBody.partial(call.json());
    return ManagementErrors.answering(
        () ->
            call.exchange()
                .commit(
                    tx -> {
                      Vault present = forChange(tx, call);
                      return updated(tx, call, present, body.changing(present));
                    }));
  }

  Answer delete(ManagementCall call) {
    return call.exchange()
        .commit(
            tx -> {
              Optional<Vault> present =
                  registry.vaults().find(tx, call.vaultName()).filter(found -> isHere(call, found));
              present.ifPresent(vault -> registry.deleted().delete(tx, vault));
              return present.isPresent() ? Answer.done() : Answer.noContent();
            });
  }

  Answer list(ManagementCall call) {
    return list(call, Optional.empty());
  }

  Answer listInGroup(ManagementCall call) {
    UUID subscription = call.subscription().id();
    ResourceGroup group =
        call.exchange()
            .read(tx -> registry.subscriptions().group(tx, subscription, call.resourceGroup()))
            .orElseThrow(() -> ManagementErrors.groupNotFound(call.resourceGroup()));
    return list(call, Optional.of(group.name()));
  }

  private Answer list(ManagementCall call, Optional<String> group) {
    ResourcePage page = ResourcePage.of(call);
    VaultRange range =
        new VaultRange(call.subscription().id(), group, page.after(), page.rowsToRead());
    List<Vault> rows = call.exchange().read(tx -> registry.vaults().list(tx, range));
    return page.answer(call, rows, json::write, Vault::name);
  }

  private Answer write(Handle tx, ManagementCall call, VaultBody body) {
    Optional<Vault> taken = registry.vaults().find(tx, call.vaultName());
    Optional<Vault> present = taken.filter(found -> isHere(call, found));
    Location location = Regions.require(body.location(), present, registry.vaults().locations());
    if (taken.isPresent() && present.isEmpty()) {
      throw ManagementErrors.nameTaken();
    }
    registry.deleted().find(tx, call.vaultName()).ifPresent(deleted -> refuse(call, deleted));
    VaultSettings wanted =
        body.replacing(present, call.subscription().tenantId(), call.apiVersion());
    if (present.isPresent()) {
      return updated(tx, call, present.get(), wanted);
    }
    note(call, List.of(), wanted);
    NewVault vault =
        new NewVault(name(call), call.subscription().id(), call.resourceGroup(), wanted);
    return Answer.of(201, json.write(registry.vaults().create(tx, vault, location, call.author())));
  }

  private Answer updated(Handle tx, ManagementCall call, Vault present, VaultSettings wanted) {
    note(call, present.settings().policies(), wanted);
    return Answer.ok(json.write(registry.vaults().update(tx, present, wanted, call.author())));
  }

  private Answer recover(Handle tx, ManagementCall call, VaultBody body) {
    call.exchange().trail().asksFor("VaultRecover");
    Optional<DeletedVault> deleted =
        registry.deleted().find(tx, call.vaultName()).filter(found -> isHere(call, found.vault()));
    Regions.require(
        body.location(), deleted.map(DeletedVault::vault), registry.vaults().locations());
    DeletedVault known = deleted.orElseThrow(ManagementErrors::nothingToRecover);
    return Answer.ok(json.write(registry.deleted().recover(tx, known, call.author())));
  }

  private Vault forChange(Handle tx, ManagementCall call) {
    return registry
        .vaults()
        .find(tx, call.vaultName())
        .filter(found -> isHere(call, found))
        .orElseThrow(() -> ManagementErrors.vaultNotFound(call));
  }

  /** Whose a name is, and whether its vault is deleted, is told to its own administrators only. */
  private static void refuse(ManagementCall call, DeletedVault deleted) {
    throw deleted.vault().subscriptionId().equals(call.subscription().id())
        ? ManagementErrors.inDeletedState()
        : ManagementErrors.nameTaken();
  }

  private static void note(ManagementCall call, List<AccessPolicy> before, VaultSettings wanted) {
    PolicyNotes.difference(before, wanted.policies())
        .ifPresent(note -> call.exchange().trail().noteOfSomebody("accessPolicies", note));
  }

  static boolean isHere(ManagementCall call, Vault vault) {
    return vault.subscriptionId().equals(call.subscription().id())
        && vault.resourceGroup().equalsIgnoreCase(call.resourceGroup());
  }

  private static VaultName name(ManagementCall call) {
    try {
      return new VaultName(call.vaultName());
    } catch (VaultException e) {
      throw WireError.of(400, "VaultNameNotValid", e.getMessage());
    }
  }
}
