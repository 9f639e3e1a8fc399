package dev.freehold.shell.azure;

import dev.freehold.shell.remote.Servers;
import dev.freehold.shell.run.binding.CmdletInfo;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** All cmdlets of this package. */
public final class AzureCmdlets {

  private AzureCmdlets() {}

  /**
   * Describes the cmdlets with their aliases, those of the AzureRM modules among them. They share
   * one sign-in, and run only in sessions of this shell.
   *
   * @param servers finds servers and signs in; nothing is asked of it before a cmdlet runs
   */
  public static List<CmdletInfo> all(Servers servers) {
    return all(servers, Clock.systemUTC());
  }

  static List<CmdletInfo> all(Servers servers, Clock clock) {
    AzureSession session = new AzureSession(servers);
    List<CmdletInfo> all = new ArrayList<>();
    all.add(Connect.info(session));
    all.addAll(ContextCmdlets.all(session));
    all.addAll(EnvironmentCmdlets.all(session));
    all.addAll(vaults(session));
    all.addAll(keys(session, clock));
    all.addAll(RotationPolicyCmdlets.all(session));
    all.addAll(GroupCmdlets.all(session));
    all.addAll(ResourceCmdlets.all(session));
    all.addAll(ProviderCmdlets.all(session));
    return List.copyOf(all);
  }

  private static List<CmdletInfo> vaults(AzureSession session) {
    return List.of(
        NewVault.info(session),
        GetVault.info(session),
        UpdateVault.info(session),
        RemoveVault.info(session),
        UndoVault.info(session),
        SetPolicy.info(session),
        RemovePolicy.info(session));
  }

  private static List<CmdletInfo> keys(AzureSession session, Clock clock) {
    return List.of(
        AddKey.info(session),
        GetKey.info(session),
        UpdateKey.info(session),
        RemoveKey.info(session),
        UndoKey.info(session),
        BackupKey.info(session, clock),
        RestoreKey.info(session),
        RotateKey.info(session));
  }
}
