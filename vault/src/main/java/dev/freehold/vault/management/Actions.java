package dev.freehold.vault.management;

/** The names of what can be done, as roles and refusals give them. */
final class Actions {

  static final String READ_VAULT = "Microsoft.KeyVault/vaults/read";
  static final String WRITE_VAULT = "Microsoft.KeyVault/vaults/write";
  static final String DELETE_VAULT = "Microsoft.KeyVault/vaults/delete";
  static final String WRITE_POLICIES = "Microsoft.KeyVault/vaults/accessPolicies/write";
  static final String LIST_DELETED = "Microsoft.KeyVault/deletedVaults/read";
  static final String READ_DELETED = "Microsoft.KeyVault/locations/deletedVaults/read";
  static final String PURGE = "Microsoft.KeyVault/locations/deletedVaults/purge/action";
  static final String CHECK_NAME = "Microsoft.KeyVault/checkNameAvailability/read";
  static final String READ_HSM = "Microsoft.KeyVault/managedHSMs/read";
  static final String READ_SUBSCRIPTION = "Microsoft.Resources/subscriptions/read";
  static final String READ_GROUP = "Microsoft.Resources/subscriptions/resourceGroups/read";
  static final String WRITE_GROUP = "Microsoft.Resources/subscriptions/resourceGroups/write";
  static final String READ_RESOURCES = "Microsoft.Resources/subscriptions/resources/read";
  static final String READ_PROVIDER = "Microsoft.Resources/subscriptions/providers/read";
  static final String REGISTER_PROVIDER = "Microsoft.Resources/register/action";
  static final String READ_FEATURE = "Microsoft.Features/providers/features/read";
  static final String REGISTER_FEATURE = "Microsoft.Features/providers/features/register/action";
  static final String READ_ROLE = "Microsoft.Authorization/roleDefinitions/read";
  static final String READ_ASSIGNMENT = "Microsoft.Authorization/roleAssignments/read";
  static final String WRITE_ASSIGNMENT = "Microsoft.Authorization/roleAssignments/write";
  static final String DELETE_ASSIGNMENT = "Microsoft.Authorization/roleAssignments/delete";

  private Actions() {}
}
