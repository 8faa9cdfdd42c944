// What a unit that only helps with an item may fill in: the days of its own steps. All else stays, unseen.

const SINGLE = 'single';
const OTHER = 'other';

// Which of the list's types a step is; `helper` is the unit that only helps, if one does.
export function kindFor(step, groups, helper) {
  const members = groups[step.unit];
  if (!helper || step.unit === helper || members?.includes(helper)) return { kind: members ? step.unit : SINGLE };
  const days = Object.keys(step.done && typeof step.done === 'object' ? step.done : {});
  const told = days.length ? `${days.length} 个单位已办` : step.done || '未办';
  return { kind: OTHER, told };
}

export function helping(fields, helper, groups) {
  return fields.map((field) => (field.name === 'steps' ? ownSteps(field, helper, groups) : hidden(field)));
}

function ownSteps(list, helper, groups) {
  const { fields, types, ...steps } = list;
  const all = types || [{ name: SINGLE, label: '本单位的措施', widget: 'object', fields }];
  const mine = all.filter(({ name }) => name === SINGLE || groups[name]?.includes(helper));
  const other = {
    name: OTHER,
    label: '别的单位的措施',
    widget: 'object',
    summary: list.summary.replace(/\{\{fields\.done[^}]*\}\}/, '{{fields.told}}'),
    fields: all[0].fields.map(hidden),
  };
  return {
    ...steps,
    hint: '只填本单位承办的措施的完成日期；其余的归牵头单位填',
    allow_add: false,
    allow_reorder: false,
    typeKey: 'kind',
    types: [...mine.map((type) => ({ ...type, fields: type.fields.map((field) => ownDay(field, helper)) })), other].map((type) => ({
      ...type,
      allow_remove: false,
      allow_reorder: false,
    })),
  };
}

function ownDay(field, helper) {
  if (field.name !== 'done') return hidden(field);
  if (!field.fields) return field;
  return { ...field, collapsed: false, fields: field.fields.map((day) => (day.name === helper ? day : hidden(day))) };
}

function hidden({ name, label, default: usual }) {
  return { name, label, widget: 'hidden', ...(usual !== undefined && { default: usual }) };
}
