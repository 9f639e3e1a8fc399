# The organisation that the published commands are about. Given: $admin, the credential of its
# global administrator, who owns the subscriptions 'Keys A' and 'Keys B'.
$ErrorActionPreference = 'Stop'
Connect-AzAccount -Credential $admin -Subscription 'Keys A' | Out-Null
$location = (Get-AzLocation)[0].Location
$services = '00000002-0000-0ff1-ce00-000000000000', '00000003-0000-0ff1-ce00-000000000000',
  'c066d759-24ae-40e7-a56f-027002b5d3e4'
$everything = 'create', 'import', 'list', 'get', 'update', 'backup', 'restore', 'recover',
  'delete', 'rotate', 'getrotationpolicy', 'setrotationpolicy'

function New-TestVault([string]$Name, [string[]]$Key) {
  New-AzKeyVault -Name $Name -ResourceGroupName RG -Location $location -Sku Premium `
    -EnablePurgeProtection -DisableRbacAuthorization | Out-Null
  Set-AzKeyVaultAccessPolicy -VaultName $Name -UserPrincipalName admin@contoso.com `
    -PermissionsToKeys $everything
  foreach ($service in $services) {
    Set-AzKeyVaultAccessPolicy -VaultName $Name -ServicePrincipalName $service `
      -PermissionsToKeys get, wrapKey, unwrapKey
  }
  foreach ($one in $Key) {
    Add-AzKeyVaultKey -VaultName $Name -Name $one -Destination HSM `
      -KeyOps wrapKey, unwrapKey | Out-Null
  }
}

foreach ($subscription in 'Keys A', 'Keys B') {
  Set-AzContext -Subscription $subscription | Out-Null
  New-AzResourceGroup -Name RG -Location $location -Force | Out-Null
}
Set-AzContext -Subscription 'Keys B' | Out-Null
New-TestVault contosoCentralUSvault1 Key-02
New-TestVault contoso-centralus02 USA-Key-02
New-TestVault stageRG5vault SPKey5
New-TestVault kv2 k2
New-TestVault Contoso-O365EX-NA-VaultB1 Contoso-O365EX-NA-VaultB1-Key001
New-TestVault Contoso-O365SP-NA-VaultB1 Contoso-O365SP-NA-VaultB1-Key001
Set-AzContext -Subscription 'Keys A' | Out-Null
New-TestVault contosoWestUSvault1 Key-01
New-TestVault contoso-eastus02 USA-key-01
New-TestVault stageRG3vault SPKey3
New-TestVault kv1 k1
New-TestVault NewVault NewKey
New-TestVault kv-ck-primary @()
New-TestVault Contoso-O365EX-NA-VaultA1 @()
New-TestVault Contoso-O365SP-NA-VaultA1 Contoso-O365SP-NA-VaultA1-Key001
New-TestVault Contoso-CK-EX-NA-VaultA1 @()
New-TestVault Contoso-CK-SP-NA-VaultA1 @()
New-TestVault ContosoVault ContosoFirstKey
New-TestVault contoso-source Contoso-O365EX-NA-VaultA1-Key001
Backup-AzKeyVaultKey -VaultName contoso-source -Name Contoso-O365EX-NA-VaultA1-Key001 `
  -OutputFile Contoso-O365EX-NA-VaultA1-Key001-Backup-20170802.backup | Out-Null
Set-AzKeyVaultAccessPolicy -VaultName Contoso-O365EX-NA-VaultA1 `
  -UserPrincipalName alice@contoso.com -PermissionsToKeys get, list
