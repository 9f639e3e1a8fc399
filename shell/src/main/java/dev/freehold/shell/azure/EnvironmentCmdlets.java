package dev.freehold.shell.azure;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.Environments;
import dev.freehold.shell.remote.ServerAddress;
import java.util.List;

/** Cmdlets over the servers that have a name in this shell. */
final class EnvironmentCmdlets {

  private EnvironmentCmdlets() {}

  static List<CmdletInfo> all(AzureSession session) {
    return List.of(
        Declared.reading(
                Declared.ACCOUNTS, "Get-AzEnvironment", "Shows the servers that are known.")
            .with(Parameter.text("Name").at(0).byPropertyName())
            .does(
                () ->
                    session.cmdlet(
                        call ->
                            session.environments().stream()
                                .filter(
                                    each ->
                                        call.text("Name")
                                            .map(each.name()::equalsIgnoreCase)
                                            .orElse(true))
                                .forEach(each -> call.write(Environments.toObject(each))))),
        Declared.changing(
                Declared.ACCOUNTS,
                "Add-AzEnvironment",
                "Gives a server a name; the shell asks the server for its other addresses.")
            .with(
                Parameter.text("Name").mandatory().at(0),
                Parameter.text("ARMEndpoint")
                    .alias("ArmUrl", "Uri", "ResourceManagerEndpoint", "ResourceManagerUrl")
                    .mandatory()
                    .at(1))
            .does(() -> session.cmdlet(EnvironmentCmdlets::add)));
  }

  private static void add(AzureCall call) {
    String name = call.text("Name").orElseThrow();
    if (!call.shouldProcess(name, "Add environment")) {
      return;
    }
    ServerAddress found =
        new EnvironmentServer(call)
            .find(EnvironmentServer.address(call.text("ARMEndpoint").orElseThrow()));
    ServerAddress named =
        new ServerAddress(
            name,
            found.authority(),
            found.api(),
            found.apiAudience(),
            found.graph(),
            found.management(),
            found.vaultSuffix());
    call.session().add(named);
    call.write(Environments.toObject(named));
  }
}
