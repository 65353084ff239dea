{{- /* What a role says of Kafka, over what is said for all. Arguments: root, role. YAML with properties, propertiesSecret, secrets. */ -}}
{{- define "podtide.kafka" -}}
{{- $all := .root.Values.kafka -}}
{{- $own := index .root.Values .role "kafka" -}}
{{- $properties := mergeOverwrite (deepCopy $all.properties) (default dict $own.properties) -}}
{{- $secret := default $all.propertiesSecret $own.propertiesSecret -}}
{{- if and $secret $properties -}}
{{- fail (printf "kafka.properties and kafka.propertiesSecret: %s has one or the other" .role) -}}
{{- end -}}
{{- dict "properties" $properties "propertiesSecret" $secret "secrets" (concat $all.secrets (default list $own.secrets) | uniq) | toYaml -}}
{{- end -}}

{{- /* As java.util.Properties reads it. */ -}}
{{- define "podtide.properties" -}}
{{- range $key, $value := . }}
{{- printf "%s=%s\n" $key ($value | replace "\\" "\\\\" | replace "\n" "\\n") }}
{{- end }}
{{- end -}}
