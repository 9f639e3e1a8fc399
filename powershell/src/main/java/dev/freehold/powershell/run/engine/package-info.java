/** The cmdlets that belong to the language. They work on script blocks, streams and variables. */
package dev.freehold.powershell.run.engine;
