"""Examples in the OpenAPI document: one for each struct, put together from what its fields hold."""

from typing import Any, get_type_hints

import msgspec
from litestar.openapi.spec import Schema
from litestar.plugins import OpenAPISchemaPlugin
from litestar.typing import FieldDefinition
from msgspec import inspect

from musicsim.entrypoints.http.example_values import MOMENT, VALUES

_PLAIN: dict[type, object] = {
    inspect.BoolType: False,
    inspect.IntType: 1,
    inspect.FloatType: 1.0,
    inspect.DateTimeType: MOMENT,
    inspect.NoneType: None,
}


class ExampledStructs(OpenAPISchemaPlugin):
    """Describes a struct as Litestar's own plugin does, which comes behind this one, and shows one."""

    def is_plugin_supported_field(self, field_definition: FieldDefinition) -> bool:
        return not field_definition.is_union and field_definition.is_subclass_of(msgspec.Struct)

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: Any) -> Schema:
        after = schema_creator.plugins[schema_creator.plugins.index(self) + 1 :]
        plain = next(each for each in after if schema_creator.plugin_supports_field(each, field_definition))
        schema: Schema = plain.to_openapi_schema(field_definition, schema_creator)
        schema.examples = [example_of(field_definition.annotation)]
        return schema


def example_of(struct: type[msgspec.Struct]) -> dict[str, object]:
    """A struct as JSON has it. KeyError for a field with text whose value is not in VALUES."""
    hints = get_type_hints(struct, include_extras=True)
    fields = msgspec.structs.fields(struct)
    return {field.encode_name: _held(f"{struct.__name__}.{field.name}", hints[field.name]) for field in fields}


def _held(place: str, hint: Any) -> object:
    for name in (place, place.rpartition(".")[2]):
        if name in VALUES and _fits(VALUES[name], hint):
            return VALUES[name]
    try:
        return _value(inspect.type_info(hint))
    except KeyError:
        raise KeyError(place) from None


def _fits(value: object, hint: Any) -> bool:
    try:
        msgspec.convert(value, hint)
    except msgspec.ValidationError:
        return False
    return True


def _value(kind: inspect.Type) -> object:
    """What needs no name: numbers, members of closed lists, and what is made of others."""
    match kind:
        case inspect.Metadata(inner):
            return _value(inner)
        case inspect.UnionType(types):
            return _value(next(each for each in types if not isinstance(each, inspect.NoneType)))
        case inspect.StructType(struct):
            return example_of(struct)
        case inspect.ListType(item):
            return [_value(item)]
        case inspect.DictType():
            return {}
        case inspect.EnumType(members):
            return next(iter(members)).value
        case inspect.LiteralType(values):
            return values[0]
    return _PLAIN[type(kind)]
