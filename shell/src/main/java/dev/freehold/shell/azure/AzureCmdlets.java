package dev.freehold.shell.azure;

import dev.freehold.powershell.complete.LiveValues;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.directory.DirectoryCmdlets;
import dev.freehold.shell.azure.keys.AddKeyCmdlet;
import dev.freehold.shell.azure.keys.BackupKeyCmdlet;
import dev.freehold.shell.azure.keys.GetKeyCmdlet;
import dev.freehold.shell.azure.keys.RemoveKeyCmdlet;
import dev.freehold.shell.azure.keys.RestoreKeyCmdlet;
import dev.freehold.shell.azure.keys.RotateKeyCmdlet;
import dev.freehold.shell.azure.keys.RotationPolicyCmdlets;
import dev.freehold.shell.azure.keys.UndoKeyCmdlet;
import dev.freehold.shell.azure.keys.UpdateKeyCmdlet;
import dev.freehold.shell.azure.roles.RoleCmdlets;
import dev.freehold.shell.azure.vaults.GetVaultCmdlet;
import dev.freehold.shell.azure.vaults.NewVaultCmdlet;
import dev.freehold.shell.azure.vaults.RemoveAccessPolicyCmdlet;
import dev.freehold.shell.azure.vaults.RemoveVaultCmdlet;
import dev.freehold.shell.azure.vaults.SetAccessPolicyCmdlet;
import dev.freehold.shell.azure.vaults.UndoVaultCmdlet;
import dev.freehold.shell.azure.vaults.UpdateVaultCmdlet;
import dev.freehold.shell.azure.vaults.VaultNames;
import dev.freehold.shell.remote.Connections;
import dev.freehold.shell.remote.Servers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** All cmdlets of this package. */
public final class AzureCmdlets {

  private final AzureSession session;
  private final Clock clock;

  /**
   * Cmdlets that share one sign-in.
   *
   * @param servers finds servers and signs in; nothing is asked of it before a cmdlet runs
   */
  public AzureCmdlets(Servers servers) {
    this(servers, new Connections(), Clock.systemUTC());
  }

  /**
   * The same in a shell that has other connections too.
   *
   * @param connections whose accounts are asked for what policies lose with their keys
   */
  public AzureCmdlets(Servers servers, Connections connections) {
    this(servers, connections, Clock.systemUTC());
  }

  AzureCmdlets(Servers servers, Connections connections, Clock clock) {
    this.session = new AzureSession(servers, connections);
    this.clock = clock;
  }

  /** Names of vaults and keys, for completion. */
  public LiveValues names() {
    return new VaultNames(session);
  }

  /**
   * Describes the cmdlets with their aliases, those of the AzureRM modules among them. They run
   * only in sessions of this shell.
   */
  public List<CmdletInfo> all() {
    List<CmdletInfo> all = new ArrayList<>();
    all.add(Connect.info(session));
    all.addAll(ContextCmdlets.all(session));
    all.addAll(EnvironmentCmdlets.all(session));
    all.addAll(vaults());
    all.addAll(keys());
    all.addAll(RotationPolicyCmdlets.all(session));
    all.addAll(GroupCmdlets.all(session));
    all.add(LocationCmdlet.info(session));
    all.addAll(ResourceCmdlets.all(session));
    all.addAll(ProviderCmdlets.all(session));
    all.addAll(RoleCmdlets.all(session));
    all.addAll(DirectoryCmdlets.all(session));
    return List.copyOf(all);
  }

  private List<CmdletInfo> vaults() {
    return List.of(
        NewVaultCmdlet.info(session),
        GetVaultCmdlet.info(session),
        UpdateVaultCmdlet.info(session),
        RemoveVaultCmdlet.info(session),
        UndoVaultCmdlet.info(session),
        SetAccessPolicyCmdlet.info(session),
        RemoveAccessPolicyCmdlet.info(session));
  }

  private List<CmdletInfo> keys() {
    return List.of(
        AddKeyCmdlet.info(session),
        GetKeyCmdlet.info(session),
        UpdateKeyCmdlet.info(session),
        RemoveKeyCmdlet.info(session),
        UndoKeyCmdlet.info(session),
        BackupKeyCmdlet.info(session, clock),
        RestoreKeyCmdlet.info(session),
        RotateKeyCmdlet.info(session));
  }
}
