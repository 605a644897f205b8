#!/usr/bin/env bash
# Packs Sdvp.Core and Sdvp.Modules and runs an application that knows nothing but those packages: with a native back end
# TorchSharp computes, without one the message says what to reference. Leaves nothing behind, and the package cache unchanged.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
version="0.1.0-check.$(date +%s)"
cache="${NUGET_PACKAGES:-$HOME/.nuget/packages}"
trap 'rm -rf "$work" "$cache/sdvp.core/$version" "$cache/sdvp.modules/$version"' EXIT

checksum() { find "$cache/torchsharp" -name 'libLibTorchSharp.so' -exec sha256sum {} + 2>/dev/null | sort; }
torch="$(sed -n 's/.*"TorchSharp-cpu" Version="\([^"]*\)".*/\1/p' "$root/Directory.Packages.props")"
before="$(checksum)"

for project in Sdvp.Core Sdvp.Modules; do
    dotnet pack "$root/src/$project" -c Release -v q --nologo -m:1 -p:Version="$version" -o "$work/feed"
done

mkdir "$work/app"
cat >"$work/nuget.config" <<EOF
<configuration>
  <config><add key="signatureValidationMode" value="accept" /></config>
  <packageSources><add key="check" value="$work/feed" /></packageSources>
</configuration>
EOF
cat >"$work/app/app.csproj" <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <RuntimeIdentifier>\$(NETCoreSdkPortableRuntimeIdentifier)</RuntimeIdentifier>
    <SelfContained>false</SelfContained>
    <InvariantGlobalization>true</InvariantGlobalization>
    <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Sdvp.Modules" Version="$version" />
    <PackageReference Include="TorchSharp-cpu" Version="$torch" Condition="'\$(BackEnd)' != 'none'" />
  </ItemGroup>
</Project>
EOF
cat >"$work/app/Program.cs" <<'EOF'
using Sdvp.Modules.Torch.Native;
using TorchSharp;

try
{
    TorchNativeLibrary.Ensure();
    Console.WriteLine($"sum {torch.ones(2, 3).sum().item<float>()}");
}
catch (TorchNativeLibraryException exception)
{
    Console.WriteLine(exception.Message);
}
EOF

run() { (cd "$work/app" && rm -rf bin obj && dotnet run -v q "$@"); }
with="$(run)"
[[ "$with" == *"sum 6"* ]] || { echo "With TorchSharp-cpu the application printed: $with"; exit 1; }
without="$(run -p:BackEnd=none)"
[[ "$without" == *"TorchSharp-cuda-linux"* ]] || { echo "Without a back end the application printed: $without"; exit 1; }
[[ -z "$before" || "$(checksum)" == "$before" ]] || { echo "A file of the package cache has changed."; exit 1; }
echo "An application that references only the packages runs."
