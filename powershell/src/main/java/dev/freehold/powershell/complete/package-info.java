/** What may follow while a line is typed: commands, parameters, values, variables and files. */
package dev.freehold.powershell.complete;
