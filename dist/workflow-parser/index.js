import { workflowParser } from '../shared/index.js'

export const { DescriptionDictionary, Evaluator, Expr, ExpressionError, ExpressionEvaluationError, FeatureFlags, Lexer, NoOperationTraceWriter, Parser, complete, convertWorkflowTemplate, data, isBasicExpression, isBoolean, isDescriptionDictionary, isLiteral, isMapping, isNumber, isScalar, isSequence, isString, parseWorkflow, parseYaml, wellKnownFunctions } = await workflowParser()
