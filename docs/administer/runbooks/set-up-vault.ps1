# One of the two vaults with its root key. Run it twice: in each subscription, by that
# subscription's own administrator.
#
#   ./set-up-vault.ps1 -Subscription 'Keys A' -VaultName contoso-ck-ex-eu-a1 -KeyName root `
#     -Administrator alice@contoso.example -BackupFolder ./backups
param(
  [Parameter(Mandatory)][string]$Subscription,
  [Parameter(Mandatory)][string]$VaultName,
  [Parameter(Mandatory)][string]$KeyName,
  # People who look after the keys of this vault.
  [Parameter(Mandatory)][string[]]$Administrator,
  # The service that will use the key: Exchange, unless another is named.
  [string]$ServicePrincipalName = '00000002-0000-0ff1-ce00-000000000000',
  [string]$ResourceGroupName = 'customer-key',
  [string]$Location,
  [ValidateSet('HSM', 'Software')][string]$Destination = 'HSM',
  [string]$BackupFolder = '.'
)
$ErrorActionPreference = 'Stop'

Set-AzContext -Subscription $Subscription | Out-Null

# The subscription keeps what it holds for the time of retention, whoever cancels it.
Register-AzProviderFeature -FeatureName mandatoryRetentionPeriodEnabled `
  -ProviderNamespace Microsoft.Resources | Out-Null
do {
  $feature = Get-AzProviderFeature -FeatureName mandatoryRetentionPeriodEnabled `
    -ProviderNamespace Microsoft.Resources
  if ($feature.RegistrationState -ne 'Registered') { Start-Sleep -Seconds 10 }
} until ($feature.RegistrationState -eq 'Registered')
Register-AzResourceProvider -ProviderNamespace Microsoft.KeyVault | Out-Null

if (-not $Location) { $Location = (Get-AzLocation)[0].Location }
New-AzResourceGroup -Name $ResourceGroupName -Location $Location -Force | Out-Null

if (-not (Get-AzKeyVault -VaultName $VaultName)) {
  New-AzKeyVault -Name $VaultName -ResourceGroupName $ResourceGroupName -Location $Location `
    -Sku Premium -EnablePurgeProtection -DisableRbacAuthorization | Out-Null
}
foreach ($person in $Administrator) {
  Set-AzKeyVaultAccessPolicy -VaultName $VaultName -UserPrincipalName $person `
    -PermissionsToKeys create,import,list,get,update,backup,restore,recover,delete
}
Set-AzKeyVaultAccessPolicy -VaultName $VaultName -ServicePrincipalName $ServicePrincipalName `
  -PermissionsToKeys wrapKey,unwrapKey,get

$key = Get-AzKeyVaultKey -VaultName $VaultName -Name $KeyName -ErrorAction SilentlyContinue
if (-not $key) {
  $key = Add-AzKeyVaultKey -VaultName $VaultName -Name $KeyName -Destination $Destination `
    -KeyOps wrapKey,unwrapKey
}
$attributes = (Get-AzKeyVaultKey -VaultName $VaultName -Name $KeyName).Attributes
if ($attributes.Expires) {
  throw "The key $KeyName ends at $($attributes.Expires): set it to 12/31/9999 first."
}
if ($attributes.RecoveryLevel -notlike 'Recoverable*' -or $attributes.RecoveryLevel -like '*Purgeable') {
  throw "The recovery level of $KeyName is $($attributes.RecoveryLevel): it can be purged at once."
}

$day = Get-Date -Format yyyyMMdd
Backup-AzKeyVaultKey -VaultName $VaultName -Name $KeyName `
  -OutputFile (Join-Path $BackupFolder "$VaultName-$KeyName-Backup-$day.backup") -Force | Out-Null
$key.Id
