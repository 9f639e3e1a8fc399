package dev.freehold.shell.azure.call;

import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.remote.ServerAddress;

/** Servers as Azure environments. */
public final class Environments {

  private Environments() {}

  public static PsObject toObject(ServerAddress server) {
    return PsObject.ofType("Microsoft.Azure.Commands.Profile.Models.PSAzureEnvironment")
        .with("Name", server.name())
        .with("ResourceManagerUrl", server.management().map(Object::toString).orElse(null))
        .with("ActiveDirectoryAuthority", server.authority().toString())
        .with("GraphUrl", server.graph().map(Object::toString).orElse(null))
        .with("AzureKeyVaultDnsSuffix", server.vaultSuffix().orElse(null))
        .with(
            "AzureKeyVaultServiceEndpointResourceId",
            server.vaultSuffix().map(suffix -> "https://" + suffix).orElse(null))
        .withText(server.name());
  }
}
