# What the published lines work on, beside world.ps1. Given: $admin.
$ErrorActionPreference = 'Stop'
Connect-ExchangeOnline -Credential $admin -ShowBanner:$false
'UserPrincipalName', 'bob@contoso.com' | Set-Content users-to-encrypt.csv
'EmailAddress,UserName,Password', 'alice@contoso.com,alice,marble' | Set-Content IMAPmigration_1.csv
New-MigrationEndpoint -IMAP -Name OldEndpoint -RemoteServer imap.localhost -SkipVerification |
  Out-Null
New-MigrationBatch -Name IMAPBatch2 -SourceEndpoint OldEndpoint `
  -CSVData ([System.IO.File]::ReadAllBytes('IMAPmigration_1.csv')) | Out-Null
New-AzADGroup -DisplayName 'Contoso Security Team' -MailNickname security | Out-Null
$ErrorActionPreference = 'Continue'
