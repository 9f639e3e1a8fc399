package dev.freehold.vault.management;

import dev.freehold.vault.registry.DeletedVault;
import dev.freehold.vault.registry.DeletedVaults;
import dev.freehold.vault.registry.Location;
import dev.freehold.vault.registry.VaultRange;
import dev.freehold.vault.wire.Answer;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The operations on vaults that are deleted, but for their recovery, which is a PUT. */
final class DeletedVaultHandlers {

  private final DeletedVaults deletedVaults;

  DeletedVaultHandlers(DeletedVaults deletedVaults) {
    this.deletedVaults = deletedVaults;
  }

  Answer list(ManagementCall call) {
    ResourcePage page = ResourcePage.of(call);
    VaultRange range =
        new VaultRange(call.subscription().id(), Optional.empty(), page.after(), page.rowsToRead());
    List<DeletedVault> rows = call.exchange().read(tx -> deletedVaults.list(tx, range));
    return page.answer(call, rows, VaultJson::deleted, deleted -> deleted.vault().name());
  }

  Answer get(ManagementCall call) {
    return Answer.ok(
        VaultJson.deleted(
            call.exchange()
                .read(tx -> existing(call, deletedVaults.find(tx, call.parameter("deleted"))))));
  }

  /** Done when it is answered, so nobody has to ask how it went. */
  Answer purge(ManagementCall call) {
    Answer answer =
        ManagementErrors.answering(() -> call.exchange().commit(tx -> purged(tx, call)));
    call.exchange().clearRemains();
    return answer;
  }

  private Answer purged(Handle tx, ManagementCall call) {
    deletedVaults.purge(tx, existing(call, deletedVaults.find(tx, call.parameter("deleted"))));
    return Answer.done();
  }

  private static DeletedVault existing(ManagementCall call, Optional<DeletedVault> found) {
    return found
        .filter(deleted -> deleted.vault().subscriptionId().equals(call.subscription().id()))
        .filter(deleted -> Location.isSame(call.parameter("location"), deleted.vault().location()))
        .orElseThrow(() -> ManagementErrors.deletedVaultNotFound(call.parameter("deleted")));
  }
}
