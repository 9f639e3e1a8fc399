# The sites of a geo under two root keys, watched until every site is done. Run it after
# Connect-SPOService.
#
#   ./set-up-geo.ps1 -PrimaryKeyId $idA -SecondaryKeyId $idB
param(
  # Ids with versions: a geo is under exact versions.
  [Parameter(Mandatory)][uri]$PrimaryKeyId,
  [Parameter(Mandatory)][uri]$SecondaryKeyId
)
$ErrorActionPreference = 'Stop'

Register-SPODataEncryptionPolicy -PrimaryKeyVaultUri $PrimaryKeyId `
  -SecondaryKeyVaultUri $SecondaryKeyId | Out-Null
do {
  $status = Get-SPODataEncryptionPolicy
  if ($status.State -ne 'Registered') {
    Write-Progress -Activity 'Registering' -Status "$($status.RegistrationProgress) %" `
      -PercentComplete $status.RegistrationProgress
    Start-Sleep -Seconds 1
  }
} until ($status.State -eq 'Registered')
$status
